// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.sluice.internal.build.ManifestBuild;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.document.OperationFile;
import dev.sluice.internal.snapstart.SnapStart;
import dev.sluice.resolver.Resolvers;
import dev.sluice.testing.Api;
import dev.sluice.testing.WireProxy;

import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Before a snapshot, every trusted document is primed, up to the point where it would write.
class SnapshotTest {
    private static final String SCHEMA =
            """
            scalar Email @constraint(pattern: "[^@ ]+@[^@ ]+", lowercase: true)
            scalar Day @constraint(minLength: 10)
            enum Kind { NOTE LETTER }

            type Page
              @table(name: "Pages", partitionKey: "{team}", sortKey: "{id}")
              @auth(rules: [{group: "writers"}, {public: true}]) {
              team: ID! @attribute(pin: "$claims.team", hidden: true)
              id: ID!
              text: String!
            }

            input PageInput {
              text: String! @constraint(minLength: 3)
              size: Int! @constraint(min: 5, max: 9)
              kind: Kind! = NOTE
              note: String
            }

            type Query {
              page(id: ID!): Page @getItem(key: "id = $id") @auth(rules: [{group: "writers"}])
              latest(first: Int! = 10, after: String): PageConnection!
                @query(keyCondition: "team = $claims.team", maxItems: 10)
                @auth(rules: [{scope: "read"}])
              fits(by: Email!, kinds: [Kind!]!, since: DateTime!, least: Decimal!, on: Day!,
                   of: PageInput!, even: Boolean!): Boolean!
                @resolver(name: "fits") @auth(rules: [{public: true}])
            }

            type Mutation {
              write(id: ID!, text: String!): Page!
                @auth(rules: [{group: "writers"}])
                @write(put: "Page", item: "id = $id, text = $text")
            }
            """;

    private static final String OPERATIONS =
            """
            query ReadPage($id: ID!) { page(id: $id) { text } }
            query Latest($first: Int! = 5, $after: String) {
              latest(first: $first, after: $after) { edges { node { text } } } }
            query Fits($by: Email!, $kinds: [Kind!]!, $since: DateTime!, $least: Decimal!,
                       $on: Day!, $of: PageInput!, $even: Boolean!) {
              fits(by: $by, kinds: $kinds, since: $since, least: $least, on: $on, of: $of,
                   even: $even) }
            mutation Write($id: ID!, $text: String!) { write(id: $id, text: $text) { id } }
            """;

    private final List<String> replies = new ArrayList<>();

    private static Api api(Map<String, String> settings) {
        var catalog = SchemaCompiler.compile("test.graphqls", SCHEMA);
        var files = List.of(new OperationFile("operations.graphql", OPERATIONS));
        var manifest = ManifestBuild.manifest(catalog, files);
        return Api.of(
                SCHEMA,
                settings,
                builder ->
                        builder.trustedDocuments("operations", manifest)
                                .resolvers(Resolvers.none().answers("fits", (_, _) -> true)));
    }

    private SnapStart hooks(Api api) {
        return api.snapStart(this::replied, () -> replies.add("restored"));
    }

    private void replied(APIGatewayV2HTTPEvent event, APIGatewayV2HTTPResponse response) {
        replies.add(
                event.getRequestContext().getHttp().getMethod()
                        + " "
                        + response.getStatusCode()
                        + " "
                        + response.getBody());
    }

    private static void beforeCheckpoint(SnapStart hooks) {
        hooks.beforeCheckpoint(Core.getGlobalContext());
    }

    @Test
    void every_query_runs_as_somebody_and_as_nobody_and_mutations_are_costed_only() {
        try (var api = api(Map.of())) {
            beforeCheckpoint(hooks(api));

            assertThat(replies).hasSize(7);
            assertThat(replies.get(0)).isEqualTo("POST 200 {\"data\":{\"fits\":true}}");
            assertThat(replies.get(1)).isEqualTo("GET 200 {\"data\":{\"fits\":true}}");
            assertThat(replies.get(2)).startsWith("POST 200 {\"data\":{\"latest\":{\"edges\":[]");
            assertThat(replies.get(3)).startsWith("GET ").contains("UNAUTHENTICATED");
            assertThat(replies.get(4)).isEqualTo("POST 200 {\"data\":{\"page\":null}}");
            assertThat(replies.get(5)).startsWith("GET ").contains("UNAUTHENTICATED");
            assertThat(replies.get(6)).startsWith("POST 200 {\"data\":null,\"extensions\":");
            assertThat(api.wire().operations()).containsExactly("BatchGetItem", "Query", "GetItem");
        }
    }

    @Test
    void dynamodb_alone_is_primed_by_one_read() {
        try (var api = api(Map.of("SLUICE_PRIMING", "dynamodb"))) {
            beforeCheckpoint(hooks(api));

            assertThat(replies).isEmpty();
            assertThat(api.wire().operations()).containsExactly("BatchGetItem");
        }
    }

    @Test
    void nothing_is_primed_if_priming_is_off() {
        try (var api = api(Map.of("SLUICE_PRIMING", "none"))) {
            beforeCheckpoint(hooks(api));

            assertThat(replies).isEmpty();
            assertThat(api.wire().operations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResourceNotFoundException", "AccessDeniedException"})
    void tables_that_are_not_there_yet_or_may_not_be_read_stop_no_snapshot(String error) {
        try (var api = api(Map.of())) {
            var hooks = hooks(api);
            api.wire().hook((_, _) -> WireProxy.Reply.error(400, error));
            beforeCheckpoint(hooks);

            assertThat(replies).hasSize(7);
            assertThat(replies.get(4)).contains("INTERNAL");
        }
    }

    @Test
    void a_listener_is_called_after_each_restore() {
        try (var api = api(Map.of())) {
            var hooks = hooks(api);
            hooks.afterRestore(Core.getGlobalContext());
            hooks.afterRestore(Core.getGlobalContext());

            assertThat(replies).containsExactly("restored", "restored");
        }
    }
}
