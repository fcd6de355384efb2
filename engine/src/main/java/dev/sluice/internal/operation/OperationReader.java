// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.CostBound;
import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.policy.InputFaults;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Deprecation;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Limits;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.telemetry.RootField;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.schema.GraphQLSchema;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Visits a normalized operation once: checks the arguments, and collects what is read.
final class OperationReader {
    private static final String INTROSPECTION = "__";
    private static final Set<String> TOTALS = Set.of("totalCount", "countIsPartial");

    private final Catalog catalog;
    private final DeprecatedInputs deprecatedInputs;
    private final ArgumentCheck check;
    private final InputFaults faults;

    private final Map<Operation.Place, Operation.Call> calls = new HashMap<>();
    private final Projections projections;
    private final Map<String, Deprecation> deprecated = new TreeMap<>();
    private boolean read;
    private boolean hinted = true;
    private boolean shareable = true;
    private int maxAge = Integer.MAX_VALUE;

    OperationReader(
            Catalog catalog, GraphQLSchema schema, InputCheck inputs, RequestLimits limits) {
        this(catalog, schema, inputs, limits, new InputFaults());
    }

    /// @param faults faults of the input that are already known
    OperationReader(
            Catalog catalog,
            GraphQLSchema schema,
            InputCheck inputs,
            RequestLimits limits,
            InputFaults faults) {
        this.catalog = catalog;
        this.deprecatedInputs = new DeprecatedInputs(catalog.deprecatedInputs(), schema);
        this.projections = new Projections(catalog);
        this.check = new ArgumentCheck(schema, inputs, limits, faults);
        this.faults = faults;
    }

    /// @throws Refusal LIMIT_EXCEEDED
    /// @throws dev.sluice.internal.policy.InvalidInputException if arguments are not valid
    Operation read(Document document, ExecutableNormalizedOperation normalized) {
        return read(document, normalized, null);
    }

    /// @param known the bound, or null if it must be computed
    /// @throws Refusal LIMIT_EXCEEDED
    /// @throws dev.sluice.internal.policy.InvalidInputException if arguments are not valid
    Operation read(
            Document document,
            ExecutableNormalizedOperation normalized,
            @Nullable CostBound known) {
        normalized.getTopLevelFields().forEach(this::visit);
        faults.throwIfAny();
        var hint = new Operation.CacheHint(read && hinted ? maxAge : null, shareable);
        var fields = normalized.getTopLevelFields();
        var serial = normalized.getOperation() == OperationDefinition.Operation.MUTATION;
        var early = serial ? List.<EarlyRead>of() : KnownReads.of(catalog, calls, fields);
        var bound = known == null ? bound(fields, serial, early) : known;
        return new Operation(
                document,
                normalized,
                calls,
                Map.of(),
                projections.byTable(),
                bound,
                bound.isEarly() ? early : List.of(),
                hint,
                deprecated,
                roots(fields));
    }

    private List<RootField> roots(List<ExecutableNormalizedField> fields) {
        return fields.stream()
                .map(field ->
                        catalog.field(
                                field.getObjectTypeNames().iterator().next(), field.getFieldName()))
                .filter(Objects::nonNull)
                .distinct()
                .map(field ->
                        new RootField(
                                field.coordinate(),
                                catalog.owner(field.coordinate()),
                                field.budget()))
                .sorted(Comparator.comparing(RootField::field))
                .toList();
    }

    private CostBound bound(
            List<ExecutableNormalizedField> fields, boolean serial, List<EarlyRead> early) {
        var bound = CostBound.of(planned(fields, serial, Set.of()));
        if (!early.isEmpty() && !isLimited(bound)) {
            var joins =
                    early.stream()
                            .allMatch(read -> read.field().source() instanceof Source.ItemRead);
            bound = bound.or(planned(fields, serial, KnownReads.places(early)), joins);
        }
        var limits = catalog.limits();
        return limits == null || limits.perCaller() == null ? bound : bound.charged();
    }

    /// Returns whether a budget decides which waves are sent. A read that nobody may need must not
    /// use it up.
    private boolean isLimited(CostBound bound) {
        var limits = catalog.limits();
        return limits != null
                && limits.enforce() == Limits.Enforce.BUDGET
                && !CostLimit.excesses(bound, limits).isEmpty();
    }

    private List<PlannedRequest> planned(
            List<ExecutableNormalizedField> fields, boolean serial, Set<Operation.Place> early) {
        return new CostPlanner(catalog, calls, early, PlanListener.NONE).plan(fields, serial);
    }

    private void visit(ExecutableNormalizedField field) {
        if (field.getFieldName().startsWith(INTROSPECTION)) {
            return;
        }
        for (var type : field.getObjectTypeNames()) {
            var compiled = catalog.field(type, field.getFieldName());
            if (compiled != null) {
                note(type, compiled, field);
            }
        }
        field.getChildren().forEach(this::visit);
    }

    private void note(String type, Field compiled, ExecutableNormalizedField field) {
        noteRules(compiled.rules());
        shareable &= compiled.flag() == null;
        if (compiled.deprecation() != null) {
            deprecated.put(compiled.coordinate(), compiled.deprecation());
        }
        deprecatedInputs.collect(type, field, deprecated);
        shareable &= !SourceValues.ofClaims(compiled.source());
        compiled.sources().forEach(source -> note(type, source, field));
    }

    private void note(String type, Source source, ExecutableNormalizedField field) {
        switch (source) {
            case Source.EntityReference _ ->
                    calls.put(
                            new Operation.Place(field, type),
                            new Operation.Call(check.arguments(type, field), Set.of()));
            case Source.Stored _, Source.Paging _, Source.Member _ -> {}
            case Source.NodeId _, Source.EntityKey _, Source.Sdl _ -> {}
            case Source.Computed computed -> noteComputed(type, field, computed);
            case Source.Answered _ -> noteAnswer(type, field);
            case Source.Mutation mutation -> noteMutation(type, field, mutation);
            case Source.Keyed read -> noteItem(type, field, read);
            case Source.ListRead list -> noteItem(type, field, list.each());
            case Source.QueryRead query -> noteQuery(type, field, query);
        }
    }

    private void noteMutation(
            String type, ExecutableNormalizedField field, Source.Mutation mutation) {
        var target = mutation.target();
        var attributes =
                mutation.answersItems()
                        ? projections.attributes(target, field.getChildren())
                        : Set.<String>of();
        var arguments = check.arguments(type, field);
        if (mutation.exactlyOnce()) {
            check.token(field, arguments);
        }
        calls.put(new Operation.Place(field, type), new Operation.Call(arguments, attributes));
        projections.add(target, attributes);
        projectVersion(mutation.answering());
        noteRead(target, null);
        mutation.reads()
                .forEach((alias, read) -> {
                    projections.add(read.target(), SeenFields.of(mutation, alias));
                    noteRead(read.target(), null);
                });
        mutation.writes().forEach(write -> noteRules(write.type().rules()));
    }

    /// A delete can require that its item's version is still as it was read.
    private void projectVersion(Write answering) {
        var type = answering.type();
        if (answering instanceof Write.Delete && type.version() instanceof String version) {
            var attribute = Objects.requireNonNull(type.shape().attribute(version));
            projections.add(Target.of(type), Set.of(attribute.name()));
        }
    }

    /// How long a resolver's answer stays valid is not known, nor whether it depends on the caller.
    private void noteAnswer(String type, ExecutableNormalizedField field) {
        calls.put(
                new Operation.Place(field, type),
                new Operation.Call(check.arguments(type, field), Set.of()));
        hinted = false;
        shareable = false;
    }

    private void noteComputed(
            String type, ExecutableNormalizedField field, Source.Computed computed) {
        calls.put(
                new Operation.Place(field, type),
                new Operation.Call(check.arguments(type, field), Set.of()));
        hinted &= computed.requests() == 0;
    }

    private void noteItem(String type, ExecutableNormalizedField field, Source.Keyed keyed) {
        var needed = new HashSet<String>();
        for (var read : keyed.reads()) {
            var attributes = projections.attributes(read.target(), field.getChildren());
            needed.addAll(attributes);
            projections.add(read.target(), attributes);
            noteRead(read.target(), read.maxAge());
        }
        calls.put(
                new Operation.Place(field, type),
                new Operation.Call(check.arguments(type, field), needed));
    }

    private void noteQuery(String type, ExecutableNormalizedField field, Source.QueryRead query) {
        var connection = query.answer() == Source.QueryRead.Answer.CONNECTION;
        var nodes = connection ? Projections.nodes(field) : field.getChildren();
        var attributes = projections.attributes(query.target(), nodes);
        var arguments = check.arguments(type, field);
        if (connection) {
            check.pageSize(field, query, arguments);
        }
        check.times(field, query, arguments);
        var counted =
                (query.count() != null || query.counter() != null)
                        && field.getChildren().stream()
                                .anyMatch(child -> TOTALS.contains(child.getFieldName()));
        calls.put(
                new Operation.Place(field, type),
                new Operation.Call(arguments, attributes, counted));
        projections.add(query.target(), attributes);
        noteRead(query.target(), query.maxAge());
    }

    private void noteRead(Target target, @Nullable Integer age) {
        read = true;
        hinted &= age != null;
        maxAge = Math.min(maxAge, age == null ? maxAge : age);
        target.members().stream().map(StoredType::rules).forEach(this::noteRules);
    }

    private void noteRules(List<Rule> rules) {
        shareable &= rules.isEmpty() || rules.stream().anyMatch(Rule::isOpen);
        rules.stream()
                .map(Rule::exists)
                .flatMap(Stream::ofNullable)
                .forEach(record -> {
                    projections.add(record.read().target(), record.type().always());
                    projections.add(record.read().target(), record.needs());
                });
    }
}
