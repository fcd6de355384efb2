// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.capacity.TrafficMix;
import dev.sluice.devtools.contract.PrettyJson;
import dev.sluice.devtools.infrastructure.InfrastructureChange;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.graphql.ApiSchema;
import dev.sluice.internal.operation.OperationCosts;
import dev.sluice.internal.schema.Catalog;

import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The difference between two versions of a schema. Its components are the members of the JSON that
/// `sluice diff` prints.
///
/// @param breaks whether the change breaks something that is used
/// @param unknown operations that the log has, and whose text is not known
/// @param unreadLines how many lines of the log are not JSON, although they look like it
/// @param month what DynamoDB asks for the stated traffic; null if none was stated
/// @param deployments what to deploy, in this order; one element for each deployment
public record SchemaDifference(
        String from,
        String to,
        boolean breaks,
        List<UsedChange> contract,
        List<OperationChange> operations,
        List<Consumer> unknown,
        int unreadLines,
        List<StoredChange> stored,
        InfrastructureChange infrastructure,
        @Nullable MonthlyCost month,
        List<String> deployments) {

    /// A change of what clients see.
    ///
    /// @param owner the team that owns what changes, or null if neither schema names one
    /// @param uses the operations that it concerns
    public record UsedChange(Change change, @Nullable String owner, List<Consumer> uses) {
        /// @param isEverythingKnown whether each operation of a client is known
        boolean breaks(boolean isEverythingKnown) {
            return change.level() == Level.BREAKING
                    && (!uses.isEmpty() || (!isEverythingKnown && !change.announced()));
        }
    }

    /// @param operations of clients; without any, each change counts as used
    /// @param log of the function, or null
    /// @param traffic a file as `sluice capacity` takes it, or null
    public static SchemaDifference of(
            SchemaSource from,
            SchemaSource to,
            List<OperationFile> operations,
            @Nullable Path log,
            @Nullable Path traffic) {
        return new Comparison(from.compile(), to.compile())
                .report(
                        from.name(),
                        to.name(),
                        KnownOperation.in(operations),
                        log == null ? null : RunOperations.read(log),
                        traffic == null ? null : TrafficMix.read(traffic));
    }

    public String json() {
        return PrettyJson.of(this);
    }

    private record Comparison(Catalog earlier, Catalog later) {
        SchemaDifference report(
                String from,
                String to,
                List<KnownOperation> operations,
                @Nullable RunOperations log,
                @Nullable TrafficMix traffic) {
            var before = ApiSchema.of(earlier);
            var costs = new OperationCosts(earlier);
            var laterCosts = new OperationCosts(later);
            var consumers = consumers(operations, log);
            var effects = new ArrayList<OperationChange>();
            var used = new HashMap<Consumer, Set<String>>();
            consumers.forEach((operation, consumer) -> {
                var effect = OperationChange.of(operation, consumer, costs, laterCosts);
                effects.add(effect);
                if (effect.before() != null) {
                    used.put(consumer, used(before, operation));
                }
            });
            var contract =
                    Stream.concat(
                                    ContractChanges.of(
                                            earlier, later, LocalDate.now(ZoneOffset.UTC))
                                            .stream(),
                                    CareChanges.of(earlier, later).stream())
                            .map(change ->
                                    new UsedChange(
                                            change, owner(change.coordinate()), uses(change, used)))
                            .toList();
            var stored = StoredChanges.of(earlier, later);
            var infrastructure = InfrastructureChange.between(earlier, later);
            var unknown = unknown(operations, log);
            var unread = log == null ? 0 : log.unread();
            var isEverythingKnown = !operations.isEmpty() && unknown.isEmpty() && unread == 0;
            var breaks =
                    contract.stream().anyMatch(change -> change.breaks(isEverythingKnown))
                            || effects.stream()
                                    .anyMatch(effect ->
                                            effect.effect() == OperationChange.Effect.BROKEN)
                            || stored.stream().anyMatch(each -> each.level() == Level.BREAKING)
                            || !infrastructure.refused().isEmpty();
            return new SchemaDifference(
                    from,
                    to,
                    breaks,
                    contract,
                    effects,
                    unknown,
                    unread,
                    stored,
                    infrastructure,
                    traffic == null ? null : MonthlyCost.of(traffic, effects),
                    Deployments.of(infrastructure));
        }

        private @Nullable String owner(String coordinate) {
            var owner = later.owner(coordinate);
            return owner == null ? earlier.owner(coordinate) : owner;
        }

        private static Set<String> used(GraphQLSchema schema, KnownOperation operation) {
            return UsedCoordinates.of(schema, new Parser().parseDocument(operation.text()));
        }

        private static List<Consumer> uses(Change change, Map<Consumer, Set<String>> used) {
            return used.entrySet().stream()
                    .filter(each -> each.getValue().contains(change.touches()))
                    .map(Map.Entry::getKey)
                    .sorted(Consumer.ORDER)
                    .toList();
        }

        private static Map<KnownOperation, Consumer> consumers(
                List<KnownOperation> operations, @Nullable RunOperations log) {
            var consumers = new LinkedHashMap<KnownOperation, Consumer>();
            for (var operation : operations) {
                var seen = log == null ? null : log.seen().get(operation.name());
                consumers.put(
                        operation,
                        new Consumer(
                                operation.name(),
                                operation.source(),
                                log == null ? null : seen == null ? 0L : (Long) seen.requests(),
                                seen == null ? null : seen.last(),
                                seen == null ? List.of() : seen.clients()));
            }
            return consumers;
        }

        private static List<Consumer> unknown(
                List<KnownOperation> operations, @Nullable RunOperations log) {
            if (log == null) {
                return List.of();
            }
            var known = operations.stream().map(KnownOperation::name).toList();
            return log.seen().entrySet().stream()
                    .filter(seen -> !known.contains(seen.getKey()))
                    .map(seen ->
                            new Consumer(
                                    seen.getKey(),
                                    "the log",
                                    seen.getValue().requests(),
                                    seen.getValue().last(),
                                    seen.getValue().clients()))
                    .toList();
        }
    }
}
