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

    /// The requests of one round: three for each query, and the mutation.
    private static final int ROUND = 10;

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

            assertThat(replies.subList(0, ROUND))
                    .satisfiesExactly(
                            reply -> isOk(reply, "POST", "{\"data\":{\"fits\":true}}"),
                            reply -> isOk(reply, "GET", "{\"data\":{\"fits\":true}}"),
                            reply -> isOk(reply, "POST", "{\"data\":{\"fits\":true}}"),
                            reply -> isOk(reply, "POST", "{\"data\":{\"latest\":{\"edges\":[]"),
                            SnapshotTest::isUnauthenticated,
                            reply -> isOk(reply, "POST", "{\"data\":{\"latest\":{\"edges\":[]"),
                            reply -> isOk(reply, "POST", "{\"data\":{\"page\":null}}"),
                            SnapshotTest::isUnauthenticated,
                            reply -> isOk(reply, "POST", "{\"data\":{\"page\":null}}"),
                            reply -> isOk(reply, "POST", "{\"data\":null,\"extensions\":"));
            assertThat(api.wire().operations())
                    .containsExactly("BatchGetItem", "Query", "Query", "GetItem", "GetItem");
        }
    }

    @Test
    void after_that_the_sample_tables_have_an_item_for_each_key() {
        try (var api = api(Map.of())) {
            beforeCheckpoint(hooks(api));

            var sampled = replies.subList(ROUND, replies.size());
            assertThat(sampled).hasSize(ROUND);
            isOk(
                    sampled.get(3),
                    "POST",
                    "{\"data\":{\"latest\":{\"edges\":[{\"node\":{\"text\":\"-\"");
            isOk(sampled.get(6), "POST", "{\"data\":{\"page\":{\"text\":\"-\"");
        }
    }

    private static void isOk(String reply, String method, String body) {
        assertThat(reply).startsWith(method + " 200 " + body);
    }

    private static void isUnauthenticated(String reply) {
        assertThat(reply).startsWith("GET ").contains("UNAUTHENTICATED");
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

            assertThat(replies).hasSize(2 * ROUND);
            assertThat(replies.get(6)).contains("INTERNAL");
            isOk(replies.get(ROUND + 6), "POST", "{\"data\":{\"page\":{\"text\":\"-\"");
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
