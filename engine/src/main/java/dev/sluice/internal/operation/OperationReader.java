// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.CostBound;
import dev.sluice.internal.cost.CostLimit;
import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.InputFaults;
import dev.sluice.internal.policy.InputPath;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.PageSize;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Deprecation;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Limits;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.SourceValues;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;
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
import java.util.LinkedHashMap;
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
    private final GraphQLSchema schema;
    private final InputCheck inputs;
    private final DeprecatedInputs deprecatedInputs;
    private final RequestLimits limits;
    private final InputFaults faults;

    private final Map<Operation.Place, Operation.Call> calls = new HashMap<>();
    private final Map<String, Set<String>> projections = new HashMap<>();
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
        this.schema = schema;
        this.inputs = inputs;
        this.deprecatedInputs = new DeprecatedInputs(catalog.deprecatedInputs(), schema);
        this.limits = limits;
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
                projections,
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
                            new Operation.Call(arguments(type, field), Set.of()));
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
                        ? attributes(target, field.getChildren())
                        : Set.<String>of();
        var arguments = arguments(type, field);
        if (mutation.exactlyOnce()
                && arguments.get(ClientRequestToken.ARGUMENT) instanceof String token) {
            checked(field, ClientRequestToken.ARGUMENT, () -> ClientRequestToken.check(token));
        }
        calls.put(new Operation.Place(field, type), new Operation.Call(arguments, attributes));
        project(target, attributes);
        projectVersion(mutation.answering());
        noteRead(target, null);
        mutation.reads()
                .forEach((alias, read) -> {
                    project(read.target(), SeenFields.of(mutation, alias));
                    noteRead(read.target(), null);
                });
        mutation.writes().forEach(write -> noteRules(write.type().rules()));
    }

    /// A delete can require that its item's version is still as it was read.
    private void projectVersion(Write answering) {
        var type = answering.type();
        if (answering instanceof Write.Delete && type.version() instanceof String version) {
            var attribute = Objects.requireNonNull(type.shape().attribute(version));
            project(Target.of(type), Set.of(attribute.name()));
        }
    }

    /// How long a resolver's answer stays valid is not known, nor whether it depends on the caller.
    private void noteAnswer(String type, ExecutableNormalizedField field) {
        calls.put(
                new Operation.Place(field, type),
                new Operation.Call(arguments(type, field), Set.of()));
        hinted = false;
        shareable = false;
    }

    private void noteComputed(
            String type, ExecutableNormalizedField field, Source.Computed computed) {
        calls.put(
                new Operation.Place(field, type),
                new Operation.Call(arguments(type, field), Set.of()));
        hinted &= computed.requests() == 0;
    }

    private void noteItem(String type, ExecutableNormalizedField field, Source.Keyed keyed) {
        var needed = new HashSet<String>();
        for (var read : keyed.reads()) {
            var attributes = attributes(read.target(), field.getChildren());
            needed.addAll(attributes);
            project(read.target(), attributes);
            noteRead(read.target(), read.maxAge());
        }
        calls.put(
                new Operation.Place(field, type),
                new Operation.Call(arguments(type, field), needed));
    }

    private void noteQuery(String type, ExecutableNormalizedField field, Source.QueryRead query) {
        var connection = query.answer() == Source.QueryRead.Answer.CONNECTION;
        var nodes = connection ? nodes(field) : field.getChildren();
        var attributes = attributes(query.target(), nodes);
        var arguments = arguments(type, field);
        if (connection) {
            checkSize(field, query, arguments);
        }
        for (var fanOut : query.condition().fanOuts()) {
            if (fanOut instanceof FanOut.Times times) {
                checkTimes(field, times, arguments);
            }
        }
        var counted =
                (query.count() != null || query.counter() != null)
                        && field.getChildren().stream()
                                .anyMatch(child -> TOTALS.contains(child.getFieldName()));
        calls.put(
                new Operation.Place(field, type),
                new Operation.Call(arguments, attributes, counted));
        project(query.target(), attributes);
        noteRead(query.target(), query.maxAge());
    }

    private void checkTimes(
            ExecutableNormalizedField field,
            FanOut.Times times,
            Map<String, @Nullable Object> arguments) {
        var argument =
                Stream.of(times.to(), times.from())
                        .flatMap(Value::references)
                        .map(reference -> reference.root().text())
                        .filter(arguments::containsKey)
                        .findFirst();
        if (argument.isPresent() && new PartitionNumber(arguments).exceeds(times)) {
            checked(
                    field,
                    argument.get(),
                    () -> {
                        throw new Refusal(
                                Reason.TIMES_TOO_FAR_APART,
                                Map.of(
                                        Parameter.ARGUMENT,
                                        argument.get(),
                                        Parameter.MAXIMUM,
                                        times.most()));
                    });
        }
    }

    /// Checks the size of a page. A list that goes back has exactly one of two sizes.
    private void checkSize(
            ExecutableNormalizedField field,
            Source.QueryRead query,
            Map<String, @Nullable Object> arguments) {
        var isBackward = query.goesBack() && arguments.get("last") != null;
        var argument = isBackward ? "last" : "first";
        var size = arguments.get(argument);
        var other = isBackward ? arguments.get("first") : null;
        if (size instanceof UnknownVariable || other instanceof UnknownVariable) {
            return;
        }
        checked(
                field,
                argument,
                () -> {
                    if (query.goesBack() && (size == null) == (other == null)) {
                        throw new Refusal(Reason.NOT_ONE_PAGE_SIZE);
                    }
                    limits.require(
                            Limit.PAGE_ITEMS, PageSize.checked(argument, size, query.maxItems()));
                });
    }

    private Map<String, @Nullable Object> arguments(String type, ExecutableNormalizedField field) {
        var definition =
                Objects.requireNonNull(schema.getObjectType(type))
                        .getFieldDefinition(field.getFieldName());
        return inputs.check(
                type,
                definition,
                new LinkedHashMap<String, @Nullable Object>(field.getResolvedArguments()),
                (path, fault) -> faults.add(fault.with(InputPlace.of(field, path))));
    }

    private void checked(ExecutableNormalizedField field, String argument, Runnable check) {
        try {
            check.run();
        } catch (Refusal fault) {
            if (fault.code() != ErrorCode.BAD_USER_INPUT) {
                throw fault;
            }
            faults.add(fault.with(InputPlace.of(field, InputPath.of(argument))));
        }
    }

    /// Returns the selections on a connection's items, through `nodes` and `edges`.
    private static List<ExecutableNormalizedField> nodes(ExecutableNormalizedField connection) {
        return connection.getChildren().stream()
                .flatMap(child ->
                        switch (child.getFieldName()) {
                            case "nodes" -> child.getChildren().stream();
                            case "edges" ->
                                    child.getChildren().stream()
                                            .filter(edge -> edge.getFieldName().equals("node"))
                                            .flatMap(node -> node.getChildren().stream());
                            default -> Stream.empty();
                        })
                .toList();
    }

    private Set<String> attributes(Target target, List<ExecutableNormalizedField> selected) {
        var attributes = new HashSet<String>();
        for (var member : target.members()) {
            attributes.addAll(member.always());
            for (var field : selected) {
                var compiled =
                        field.getObjectTypeNames().contains(member.name())
                                ? catalog.field(member.name(), field.getFieldName())
                                : null;
                if (compiled != null) {
                    attributes.addAll(compiled.needs());
                }
            }
        }
        return attributes;
    }

    private void project(Target target, Set<String> attributes) {
        projections.computeIfAbsent(target.table(), _ -> new HashSet<>()).addAll(attributes);
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
                    project(record.read().target(), record.type().always());
                    project(record.read().target(), record.needs());
                });
    }
}
