// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.telemetry.Denial;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Each denial is reported once for each request, with the caller, the field or type, and the
/// rules, but no value.
class DenialsTest {
    private static final Who BOB = Who.user("bob");
    private static final List<String> OF_MEMBERS =
            List.of(
                    "{group: \"auditors\"}",
                    "{exists: \"Member\", key: \"team = $item.team AND user = $claims.sub\"}");

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(Schemas.read("team.graphqls"));
        for (int i = 0; i < 3; i++) {
            api.with(
                    "Document",
                    Map.of("id", "d" + i, "team", "red", "author", "ann", "title", "title"));
        }
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static List<Denial> denials(Who who, String query) {
        var before = api.denials().size();
        api.ask(who, query);
        return api.denials().subList(before, api.denials().size());
    }

    @Test
    void hidden_items_of_a_type_are_one_denial_with_a_count() {
        var denials =
                denials(BOB, "{ documents(ids: [\"d0\", \"d1\", \"d2\", \"none\"]) { title } }");

        assertThat(denials).hasSize(1);
        var denial = denials.getFirst();
        assertThat(denial.issuer()).isEqualTo("https://issuer.test");
        assertThat(denial.subject()).isEqualTo("bob");
        assertThat(denial.kind()).isEqualTo(Denial.Kind.SIGNED_IN);
        assertThat(denial.coordinate()).isEqualTo("Document");
        assertThat(denial.outcome()).isEqualTo(Denial.Outcome.INVISIBLE);
        assertThat(denial.count()).isEqualTo(3);
        assertThat(denial.rules()).hasSize(4).contains("{owner: \"author\"}");
        assertThat(denial.toString()).doesNotContain("d0", "d1", "red", "ann", "title");
    }

    @Test
    void a_list_that_is_denied_is_a_denial_of_its_type() {
        assertThat(denials(BOB, "{ membersOf(team: \"red\") { edges { node { user } } } }"))
                .containsExactly(
                        new Denial(
                                "https://issuer.test",
                                "bob",
                                Denial.Kind.SIGNED_IN,
                                "Member",
                                OF_MEMBERS,
                                Denial.Outcome.INVISIBLE,
                                1));
    }

    @Test
    void a_refused_field_is_a_denial_of_that_field() {
        assertThat(
                        denials(
                                Who.NOBODY,
                                "{ a: documents(ids: []) { id } b: documents(ids: []) { id } }"))
                .containsExactly(
                        new Denial(
                                null,
                                null,
                                Denial.Kind.ANONYMOUS,
                                "Query.documents",
                                List.of("{signedIn: true}"),
                                Denial.Outcome.UNAUTHENTICATED,
                                2));
        assertThat(denials(Who.user("ann"), "{ document(id: \"d0\") { notes } }"))
                .extracting(Denial::coordinate, Denial::outcome)
                .containsExactly(tuple("Document.notes", Denial.Outcome.FORBIDDEN));
    }

    @Test
    void a_missing_or_visible_item_is_not_a_denial() {
        assertThat(denials(BOB, "{ document(id: \"none\") { title } }")).isEmpty();
        assertThat(denials(Who.user("ann"), "{ document(id: \"d0\") { title } }")).isEmpty();
    }
}
