// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.authorization.AccessGuard;
import dev.sluice.internal.authorization.Denials;
import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.computation.Computations;
import dev.sluice.internal.computation.ResolverCalls;
import dev.sluice.internal.computation.ResolverUses;
import dev.sluice.internal.cost.Budget;
import dev.sluice.internal.dynamodb.DynamoDbStore;
import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.error.ErrorReport;
import dev.sluice.internal.error.ErrorTranslation;
import dev.sluice.internal.operation.CostReport;
import dev.sluice.internal.operation.GraphQLRequest;
import dev.sluice.internal.operation.InvalidDocumentException;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.InvalidInputException;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.query.ReadAhead;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.request.PathReads;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.request.WriteFates;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.wave.WaveLoop;
import dev.sluice.resolver.Resolvers;
import dev.sluice.telemetry.RequestPhase;

import graphql.Directives;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLException;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// Executes operations of one schema against DynamoDB, in waves.
public final class Engine implements GraphQLExecutor {
    static {
        // Otherwise a client could turn off the effect of non-null types.
        Directives.setExperimentalDisableErrorPropagationEnabled(false);
    }

    private final Catalog catalog;
    private final ResolverCalls resolvers;
    private final Map<String, ObjectShape> shapes;
    private final DynamoDbStore store;
    private final EngineSettings settings;
    private final InstantSource clock;
    private final SchemaViews views;
    private final CallerCharges charges;
    private final ReadAhead ahead;

    /// @param clock gives `$now`
    /// @throws InvalidResolversException if the resolvers are not the ones that the schema names
    /// @throws InvalidOperationsException if a trusted document does not fit the schema
    public Engine(
            Catalog catalog,
            Resolvers resolvers,
            Breakers breakers,
            DynamoDbStore store,
            CursorCodec cursors,
            EngineSettings settings,
            InstantSource clock) {
        new ResolverUses(catalog).require(resolvers);
        this.catalog = catalog;
        this.resolvers = new ResolverCalls(resolvers, breakers);
        this.shapes = catalog.shapes();
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        var fetchers = DataFetchers.of(catalog, cursors, this.resolvers, clock);
        this.views = new SchemaViews(catalog, fetchers, settings);
        this.charges =
                new CallerCharges(catalog.limits(), settings.callerLimitFailsOpen(), cursors);
        this.ahead = new ReadAhead(catalog, cursors);
    }

    @Override
    public GraphQLResult execute(
            GraphQLRequest request, RequestPolicy policy, Deadline deadline, Recording recording) {
        var errors = new ErrorTranslation(policy.limits(), recording.requestId());
        try {
            var view = views.of(policy, request.caller());
            var operation =
                    recording.during(RequestPhase.ADMIT, () -> admit(request, view, recording));
            return request.costReport() == CostReport.VALIDATE
                    ? validated(operation)
                    : recording.during(
                            RequestPhase.EXECUTE,
                            () -> run(request, view, operation, deadline, recording, errors));
        } catch (InvalidDocumentException e) {
            return refused(e.errors().stream().map(errors::of).toList(), Map.of());
        } catch (InvalidInputException e) {
            return refused(e.faults().stream().map(ErrorReport::of).toList(), Map.of());
        } catch (RuntimeException | StackOverflowError e) {
            return refused(List.of(report(e, errors)), Map.of());
        }
    }

    private static ErrorReport report(Throwable fault, ErrorTranslation errors) {
        return fault instanceof GraphQLException known
                ? errors.of(known)
                : ErrorReport.of(errors.refusal(fault));
    }

    private Operation admit(GraphQLRequest request, SchemaView view, Recording recording)
            throws InvalidDocumentException {
        var choice =
                settings.trusted()
                        .choose(request.query(), request.documentId(), view.policy().untrusted());
        var document =
                view.documents().get(choice.text(), request.operationName(), request.queriesOnly());
        var operation = view.admission().admit(document, request);
        recording.admitted(operation.summary(choice));
        return operation;
    }

    private GraphQLResult run(
            GraphQLRequest request,
            SchemaView view,
            Operation operation,
            Deadline deadline,
            Recording recording,
            ErrorTranslation errors) {
        var loop = new WaveLoop(deadline, Budget.of(operation.bound(), catalog.limits()));
        var reads = store.open(operation.projections(), view.policy().limits(), loop, recording);
        var denials = new Denials();
        var fates = new WriteFates();
        var paths = new PathReads();
        var scope =
                new RequestScope(
                        catalog,
                        request.caller(),
                        view.policy(),
                        clock.instant(),
                        operation,
                        deadline,
                        reads,
                        new AccessGuard(request.caller(), reads, shapes, denials),
                        new Computations(resolvers, loop, recording),
                        fates,
                        paths,
                        recording);
        var bill = new AtomicReference<>(CallerCharges.Bill.NONE);
        try (reads) {
            charges.take(request, operation, reads, bill::set);
            var running = view.graphQl().executeAsync(input(request, scope, errors));
            if (settings.readAhead()) {
                ahead.start(scope);
            }
            var result = loop.complete(running);
            Drifts.report(operation, reads, recording);
            return answer(result, request, scope, errors);
        } catch (Throwable fault) {
            // Whatever failed, the answer still says which writes were applied.
            return refused(List.of(fates.mark(report(fault, errors))), fates.applied());
        } finally {
            recording.consumed(reads.consumption());
            recording.charged(bill.get().settle(reads.consumption()));
            denials.report(recording, request.caller());
            paths.report(recording);
        }
    }

    /// The text is never parsed: `document` has the valid document.
    private static ExecutionInput input(
            GraphQLRequest request, RequestScope scope, ErrorTranslation errors) {
        return ExecutionInput.newExecutionInput("")
                .operationName(request.operationName())
                .variables(request.variables())
                .locale(Locale.ROOT)
                .graphQLContext(context ->
                        context.of(
                                RequestScope.class, scope,
                                ErrorTranslation.class, errors,
                                Selections.class, new Selections(scope)))
                .build();
    }

    private GraphQLResult answer(
            ExecutionResult result,
            GraphQLRequest request,
            RequestScope scope,
            ErrorTranslation translation) {
        var operation = scope.operation();
        var fates = scope.fates();
        var errors = result.getErrors().stream().map(translation::of).map(fates::mark).toList();
        if (!result.isDataPresent()) {
            return refused(errors, fates.applied());
        }
        var response = new LinkedHashMap<String, @Nullable Object>();
        if (!errors.isEmpty()) {
            response.put("errors", errors.stream().map(ErrorReport::toSpecification).toList());
        }
        response.put("data", result.getData());
        if (request.costReport() == CostReport.REPORT) {
            var bound = operation.bound().total();
            response.put(
                    "extensions",
                    settings.consumption()
                            ? CostExtension.of(bound, scope.reads().consumption())
                            : CostExtension.of(bound));
        }
        var cacheable = errors.isEmpty();
        return new GraphQLResult(
                response,
                true,
                errors.stream().map(ErrorReport::code).toList(),
                cacheable ? operation.hint().maxAge() : null,
                cacheable && operation.hint().shareable(),
                fates.applied());
    }

    /// Returns the bound without running the operation.
    private static GraphQLResult validated(Operation operation) {
        var response = new LinkedHashMap<String, @Nullable Object>();
        response.put("data", null);
        response.put("extensions", CostExtension.of(operation.bound().total()));
        return new GraphQLResult(response, true, List.of(), null, false, Map.of());
    }

    private static GraphQLResult refused(List<ErrorReport> errors, Map<String, String> applied) {
        return new GraphQLResult(
                Map.of("errors", errors.stream().map(ErrorReport::toSpecification).toList()),
                false,
                errors.stream().map(ErrorReport::code).toList(),
                null,
                false,
                applied,
                errors.stream()
                        .map(error -> error.refusal().parameters())
                        .map(parameters -> parameters.get(Parameter.RETRY_AFTER.member()))
                        .filter(Long.class::isInstance)
                        .map(Long.class::cast)
                        .findFirst()
                        .orElse(null));
    }
}
