// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.WireProxy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// A rule can require that a record, another item, exists.
class ExistsRulesTest {
    private static final Who MIA = Who.user("mia");
    private static final Who EX = Who.user("ex");
    private static final Who ANN = Who.user("ann");
    private static final Who BOB = Who.user("bob");
    private static final Who AUDITOR = Who.user("sue", "auditors");

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(Schemas.read("team.graphqls"));
        api.with("Member", Map.of("team", "red", "user", "mia", "role", "lead"))
                .with("Member", member("red", "late", "2026-11-20T12:00:01Z"))
                .with("Member", member("red", "ex", "2026-11-20T11:59:59Z"))
                .with("Reviewer", Map.of("user", "mia", "team", "red"))
                .with("Share", Map.of("document", "d1", "user", "bob"));
        for (int i = 0; i < 4; i++) {
            api.with(
                    "Document",
                    Map.of(
                            "id", "d" + i,
                            "team", i < 3 ? "red" : "blue",
                            "author", "ann",
                            "slug", "s" + i,
                            "title", "title-" + i,
                            "notes", "notes-" + i,
                            "next", "d" + (i + 1)));
        }
    }

    private static Map<String, Object> member(String team, String user, String until) {
        return Map.of("team", team, "user", user, "until", until);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void only_callers_with_the_record_see_the_item() {
        var query = "{ document(id: \"d0\") { title } }";

        for (var allowed : List.of(MIA, Who.user("late"), ANN, AUDITOR)) {
            assertThat(api.ask(allowed, query).data("/document/title").asText())
                    .isEqualTo("title-0");
        }
        for (var other : List.of(EX, BOB, BOB.withScope("documents"), Who.NOBODY)) {
            var answer = api.ask(other, query);
            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data("/document").isNull()).isTrue();
        }
    }

    @Test
    void an_expired_record_grants_nothing() {
        var query = "{ document(id: \"d0\") { title } }";
        api.at(Api.NOW.plusSeconds(5));
        try {
            assertThat(api.ask(Who.user("late"), query).data("/document").isNull()).isTrue();
        } finally {
            api.at(Api.NOW);
        }
    }

    @Test
    void all_parts_of_a_rule_with_a_record_must_hold() {
        var query = "{ document(id: \"d1\") { title } }";

        assertThat(api.ask(BOB, query).data("/document").isNull()).isTrue();
        assertThat(api.reads()).containsExactly("Documents 1", "Members 1");
        assertThat(api.ask(BOB.withScope("documents"), query).data("/document/title").asText())
                .isEqualTo("title-1");
        assertThat(api.wire().operations()).containsExactly("GetItem", "BatchGetItem");
    }

    @Test
    void no_record_is_read_if_another_rule_decides() {
        for (var caller : List.of(ANN, AUDITOR, Who.NOBODY)) {
            api.ask(caller, "{ document(id: \"d0\") { title } }");
            assertThat(api.reads()).containsExactly("Documents 1");
        }
    }

    @Test
    void records_share_requests_and_are_read_once() {
        var answer =
                api.ask(
                        MIA,
                        "{ documents(ids: [\"d0\", \"d1\", \"d2\", \"d3\", \"none\"]) { title } }");

        assertThat(answer.data("/documents").findValuesAsText("title"))
                .containsExactly("title-0", "title-1", "title-2");
        assertThat(answer.data("/documents/3").isNull()).isTrue();
        assertThat(answer.data("/documents/4").isNull()).isTrue();
        assertThat(api.wire().operations()).containsExactly("BatchGetItem", "BatchGetItem");

        api.ask(MIA, "{ document(id: \"d0\") { follows { follows { title } } } }");
        assertThat(api.reads())
                .containsExactly("Documents 1", "Members 1", "Documents 1", "Documents 1");
    }

    @Test
    void a_list_asks_for_its_record_once_before_it_is_read() {
        var query = "{ membersOf(team: \"red\") { edges { node { user } } } }";

        assertThat(api.ask(MIA, query).data().findValuesAsText("user"))
                .containsExactly("late", "mia");
        assertThat(api.wire().operations()).containsExactly("GetItem", "Query");
        for (var other : List.of(EX, BOB)) {
            var answer = api.ask(other, query);
            assertThat(answer.data("/membersOf/edges").size()).isZero();
            assertThat(answer.errors()).isEmpty();
            assertThat(api.wire().operations()).containsExactly("GetItem");
        }
        assertThat(api.ask(AUDITOR, query).data("/membersOf/edges").size()).isEqualTo(2);
        assertThat(api.wire().operations()).containsExactly("Query");
    }

    @Test
    void a_list_that_its_field_opens_by_a_record_reads_it_once() {
        var query = "{ documentsOf(team: \"red\") { edges { node { title } } } }";

        assertThat(api.ask(MIA, query).data().findValuesAsText("title"))
                .containsExactly("title-0", "title-1", "title-2");
        assertThat(api.wire().operations()).containsExactly("GetItem", "Query", "BatchGetItem");
        assertThat(api.ask(EX, query).errors()).containsExactly("/documentsOf FORBIDDEN");
        assertThat(api.wire().operations()).containsExactly("GetItem");
        assertThat(api.ask(AUDITOR, query).data("/documentsOf/edges").size()).isEqualTo(3);
        assertThat(api.wire().operations()).containsExactly("Query", "BatchGetItem");
    }

    @Test
    void a_root_field_may_ask_for_a_record_of_its_arguments() {
        var query =
                "{ members(team: \"red\") { edges { node { user } } } document(id: \"d3\") { title } }";

        assertThat(api.ask(MIA, query).data().findValuesAsText("user"))
                .containsExactly("late", "mia");
        var refused = api.ask(EX, query);
        assertThat(refused.data().isNull()).isTrue();
        assertThat(refused.errors()).containsExactly("/members FORBIDDEN");
        assertThat(refused.text()).doesNotContain("title");
        assertThat(api.ask(Who.NOBODY, query).errors()).containsExactly("/members UNAUTHENTICATED");
        assertThat(api.reads()).containsExactly("Documents 1");
    }

    @Test
    void a_field_may_ask_for_a_record_of_its_item() {
        var query = "{ document(id: \"d0\") { title notes } }";

        assertThat(api.ask(MIA, query).data("/document/notes").asText()).isEqualTo("notes-0");
        var other = api.ask(ANN, query);
        assertThat(other.errors()).containsExactly("/document/notes FORBIDDEN");
        assertThat(other.data("/document/title").asText()).isEqualTo("title-0");
        assertThat(other.text()).doesNotContain("notes-0");
    }

    @Test
    void a_record_that_cannot_be_read_lets_nobody_in() {
        api.wire().reset();
        api.wire()
                .hook((request, next) ->
                        request.body().toString().contains("TEAM#")
                                ? WireProxy.Reply.error(400, "AccessDeniedException")
                                : next.forward(request.body()));

        var hidden = api.plain(MIA, "{ document(id: \"d0\") { title } }");
        var missing = api.plain(MIA, "{ document(id: \"zz\") { title } }");

        assertThat(hidden.errors()).containsExactly("/document INTERNAL");
        assertThat(hidden.text()).isEqualTo(missing.text());
    }

    @Test
    void a_hidden_item_takes_the_requests_of_a_missing_one() {
        var queries =
                List.of(
                        "{ document(id: \"%1$s\") { title notes follows { title } } }",
                        "{ documents(ids: [\"%1$s\", \"%1$s\"]) { title membership { role } } }",
                        "{ a: document(id: \"%1$s\") { id } b: document(id: \"%1$s\") { slug } }",
                        "{ documentBySlug(slug: \"%2$s\") { id } }",
                        "{ documentBySlug(slug: \"%2$s\") { id title notes follows { id } } }",
                        "{ membersOf(team: \"%3$s\") { edges { cursor node { user } } pageInfo { hasNextPage } } }");
        for (var query : queries) {
            for (var caller : List.of(MIA, EX.withScope("documents"), BOB, Who.NOBODY)) {
                var hidden = asked(caller, query.formatted("d3", "s3", "blue"));
                var missing = asked(caller, query.formatted("zz", "zz", "zz"));
                assertThat(hidden).as("%s %s", caller, query).isEqualTo(missing);
                assertThat(hidden.text()).doesNotContain("title-3");
            }
        }
    }

    @Test
    void a_record_that_was_read_before_reveals_nothing_of_a_hidden_item() {
        var query =
                """
                { membersOf(team: "blue") { edges { node { user } } }
                  document(id: "%s") { title } }
                """;

        var hidden = asked(MIA, query.formatted("d3"));
        var missing = asked(MIA, query.formatted("zz"));

        assertThat(hidden).isEqualTo(missing);
        assertThat(hidden.operations()).containsExactly("BatchGetItem", "GetItem");
    }

    @Test
    void a_hidden_item_whose_record_no_key_can_name_takes_the_requests_of_a_missing_one() {
        // Escaped in a composed key, it exceeds the maximum length of a key.
        api.with("Document", Map.of("id", "long", "team", "#".repeat(900), "title", "t"));

        var hidden = asked(MIA, "{ document(id: \"long\") { title } }");
        var missing = asked(MIA, "{ document(id: \"zz\") { title } }");

        assertThat(hidden).isEqualTo(missing);
        assertThat(hidden.operations()).containsExactly("GetItem", "GetItem");
    }

    private record Asked(String text, List<String> operations, List<String> reads) {}

    private static Asked asked(Who caller, String query) {
        api.wire().reset();
        var text = api.plain(caller, query).text();
        return new Asked(text, api.wire().operations(), api.reads());
    }
}
