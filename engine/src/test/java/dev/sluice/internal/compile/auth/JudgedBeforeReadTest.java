// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.Source;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A list is accepted if the verdict is known before it is read: it is the same for all items, or
/// one rule is proven for every caller whom `@auth` of the list admits.
class JudgedBeforeReadTest {
    private static final String SCHEMA =
            """
            type Paper @table(name: "Papers", partitionKey: "{id}")
              @index(name: "byAuthor", partitionKey: "{author}", sortKey: "{title}")
              @auth(rules: [RULES, {owner: "editor"}]) {
              id: ID!
              author: ID!
              editor: ID!
              team: ID!
              title: ID!
              sharers: [ID!] @constraint(maxItems: 5)
            }
            type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}")
              @auth(rules: [{owner: "user"}]) { team: ID! user: ID! }
            type Desk @table(name: "Desks", partitionKey: "{id}") @auth(rules: [{group: "staff"}]) {
              id: ID!
              lead: ID!
              leads: [ID!] @constraint(maxItems: 5)
              DESK
            }
            type Query {
              desk: Desk @getItem(key: "id = $claims.sub") @auth(rules: [{signedIn: true}])
              QUERY
            }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {owner: "author"} | author = $claims.sub | {signedIn: true}
                    {owner: "author"} | author = $claims.sub | {group: "any"}
                    {owner: "author", claim: "email"} | author = $claims.email | {signedIn: true}
                    {owner: "author", claim: "sub"} | author = $claims.sub | {signedIn: true}
                    {owner: "author"} | author = $claims.sub AND title = $what | {scope: "any"}, {group: "any"}
                    {owner: "author", group: "staff"} | author = $claims.sub | {group: "staff"}
                    {signedIn: true} | author = $who | {group: "staff"}
                    {public: true} | author = $who | {public: true}
                    {group: "staff"} | author = $who | {group: "staff", scope: "papers"}
                    {scope: "papers"} | author = $who | {scope: "papers"}
                    {scope: "papers", group: "staff"} | author = $who | {group: "staff", scope: "papers"}
                    {scope: "papers"}, {group: "staff"} | author = $who | {group: "staff"}, {scope: "papers"}
                    {exists: "Member", key: "team = $item.title AND user = $claims.sub"} | author = $who AND title = $what | {exists: "Member", key: "team = $what AND user = $claims.sub"}
                    {public: true, when: "title = 'A'"} | author = $who AND title = 'A' | {public: true}
                    {public: true, when: "title IN ('A', 'B')"} | author = $who AND title = 'B' | {public: true}
                    {public: true, when: "title >= 'M'"} | author = $who AND title >= 'M' | {public: true}
                    {public: true, when: "team = 'A' OR title = 'A'"} | author = $who AND title = 'A' | {public: true}
                    {public: true, when: "author = $claims.sub AND title = 'A'"} | author = $claims.sub AND title = 'A' | {signedIn: true}
                    {group: "staff", when: "title = 'A'"} | author = $who AND title = 'A' | {group: "staff"}
                    """)
    void a_list_is_allowed_if_one_rule_holds_for_every_caller_that_it_admits(
            String rules, String condition, String gate) {
        assertThat(problems(rules, condition, gate)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {owner: "author"} | author = $who | {signedIn: true}
                    {owner: "author"} | author = $claims.email | {signedIn: true}
                    {owner: "author"} | author = $claims.sub | {public: true}
                    {owner: "author", claim: "email"} | author = $claims.sub | {signedIn: true}
                    {owner: "author", claim: "{sub}:{email}"} | author = $claims.sub | {signedIn: true}
                    {member: "$claims.teams", of: "author"} | author = $claims.teams | {signedIn: true}
                    {owner: "sharers"} | author = $claims.sub | {signedIn: true}
                    {owner: "author"} | author = $claims.sub | {signedIn: true}, {public: true}
                    {owner: "author", group: "staff"} | author = $claims.sub | {signedIn: true}
                    {owner: "author", scope: "papers"} | author = $claims.sub | {signedIn: true}
                    {owner: "team"} | author = $claims.sub | {signedIn: true}
                    {owner: "title"} | author = $who AND title >= $claims.sub | {signedIn: true}
                    {signedIn: true} | author = $who | {public: true}
                    {group: "staff"} | author = $who | {group: "sales"}
                    {group: "staff"} | author = $who | {scope: "staff"}
                    {group: "staff"} | author = $who | {group: "staff"}, {signedIn: true}
                    {scope: "papers"} | author = $who | {scope: "letters"}
                    {scope: "papers"} | author = $who | {signedIn: true}
                    {scope: "papers", group: "staff"} | author = $who | {group: "staff"}
                    {scope: "papers", group: "staff"} | author = $who | {scope: "papers"}
                    {exists: "Member", key: "team = $item.title AND user = $claims.sub"} | author = $who AND title = $what | {exists: "Member", key: "team = $who AND user = $claims.sub"}
                    {exists: "Member", key: "team = $item.title AND user = $claims.sub"} | author = $who | {exists: "Member", key: "team = $what AND user = $claims.sub"}
                    {exists: "Member", key: "team = $item.title AND user = $claims.sub"} | author = $who AND title = $what | {public: true, exists: "Member", key: "team = $what AND user = $claims.sub"}
                    {exists: "Member", key: "team = $item.title AND user = $claims.sub", scope: "papers"} | author = $who AND title = $what | {exists: "Member", key: "team = $what AND user = $claims.sub"}
                    {public: true, when: "title = 'A'"} | author = $who AND title = 'B' | {public: true}
                    {public: true, when: "title = 'A'"} | author = $who AND title = $what | {public: true}
                    {public: true, when: "title IN ('A', 'B')"} | author = $who | {public: true}
                    {public: true, when: "title >= 'M'"} | author = $who AND title >= 'A' | {public: true}
                    {public: true, when: "team = 'A' AND title = 'A'"} | author = $who AND title = 'A' | {public: true}
                    {public: true, when: "title = 'A'"} | author = $who AND title BETWEEN 'A' AND $what | {public: true}
                    {signedIn: true, when: "title = 'A'"} | author = $who AND title = 'A' | {public: true}
                    """)
    void a_list_is_refused_if_no_rule_holds_for_every_caller_that_it_admits(
            String rules, String condition, String gate) {
        assertThat(problems(rules, condition, gate))
                .contains("which the key condition does not bind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true | {owner: "author"} | author = $parent.lead | {owner: "lead"}
                    true | {owner: "author"} | author = $claims.sub | {public: true}
                    true | {owner: "author", claim: "email"} | author = $parent.lead | {owner: "lead", claim: "email"}
                    true | {member: "$claims.teams", of: "author"} | author = $parent.lead | {member: "$claims.teams", of: "lead"}
                    true | {group: "staff"} | author = $parent.id | {scope: "papers"}
                    true | {group: "staff", scope: "papers"} | author = $parent.id | {scope: "papers"}
                    true | {exists: "Member", key: "team = $item.title AND user = $item.author"} | author = $claims.sub AND title = $parent.id | {owner: "lead", exists: "Member", key: "team = $item.id AND user = $parent.lead"}
                    false | {owner: "author"} | author = $parent.id | {owner: "lead"}
                    false | {owner: "author"} | author = $parent.lead | {owner: "lead", claim: "email"}
                    false | {owner: "author"} | author = $parent.lead | {member: "$claims.sub", of: "lead"}
                    false | {owner: "author"} | author = $parent.lead | {owner: "leads"}
                    false | {owner: "author"} | author = $parent.leads | {owner: "leads"}
                    false | {owner: "author"} | author = $parent.lead | {signedIn: true}
                    false | {owner: "author"} | author = $parent.lead | {owner: "lead"}, {group: "staff"}
                    false | {group: "sales"} | author = $parent.lead | {owner: "lead"}
                    """)
    void a_list_of_an_item_is_for_those_who_pass_the_rules_of_both(
            boolean starts, String rules, String condition, String gate) {
        var desk =
                """
                papers(first: Int! = 10, after: String): PaperConnection
                  @query(index: "byAuthor", keyCondition: "%s") @auth(rules: [%s])\
                """
                        .formatted(condition, gate);

        assertThat(problems(SCHEMA.replace("RULES", rules).replace("DESK", desk)).isEmpty())
                .isEqualTo(starts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true | team = 'A' | {public: true, when: "team = 'A'"}
                    true | team IN ('A', 'B') AND size(sharers) > 1 | {public: true, when: "team IN ('B', 'A', 'C')"}
                    true | team = 'A' AND attribute_exists(sharers) | {public: true, when: "attribute_exists(sharers)"}
                    true | team = $claims.team | {public: true, when: "team = $claims.team"}
                    true | editor = $claims.sub | {owner: "team"}
                    false | team = $who | {public: true, when: "team = 'A'"}
                    false | team = 'B' | {public: true, when: "team = 'A'"}
                    false | team IN ('A', 'B') | {public: true, when: "team IN ('A', 'C')"}
                    false | team = 'A' OR attribute_exists(sharers) | {public: true, when: "team = 'A'"}
                    false | NOT team = 'A' | {public: true, when: "team = 'A'"}
                    """)
    void a_filter_proves_what_it_requires(boolean starts, String filter, String rule) {
        var filtered =
                schema(rule, "author = $who", "{signedIn: true}")
                        .replace(
                                "\"author = $who\"",
                                "\"author = $who\", maxRead: 50, filter: \"%s\"".formatted(filter));

        assertThat(problems(filtered).isEmpty()).isEqualTo(starts);
        assertThat(
                        problems(
                                filtered.replace(
                                        "{title}\")",
                                        "{title}\", project: [\"team\", \"editor\", \"sharers\"])")))
                .contains("which the key condition does not bind");
    }

    @Test
    void a_list_is_judged_by_a_condition_that_no_item_can_change() {
        var staff = "{group: \"staff\", when: \"title = 'A'\"}";

        assertThat(judgedBy(staff, "author = $who AND title = 'A'", "{group: \"staff\"}"))
                .extracting(Rule::spelled)
                .containsExactly("{group: \"staff\"}");
    }

    @Test
    void a_list_is_judged_by_the_rules_that_prove_it_alone() {
        var record = "{exists: \"Member\", key: \"team = $item.author AND user = $claims.sub\"}";
        var owner = "{owner: \"author\"}";
        var staff = "{group: \"staff\"}";
        var all = String.join(", ", record, owner, staff);

        assertThat(judgedBy(all, "author = $claims.sub", "{signedIn: true}"))
                .extracting(Rule::owner)
                .containsExactly("author");
        assertThat(judgedBy(all, "author = $claims.sub", staff + ", {signedIn: true}"))
                .extracting(Rule::owner)
                .containsExactly("author");
        assertThat(
                        judgedBy(
                                all,
                                "author = $who",
                                staff + ", " + record.replace("$item.author", "$who")))
                .extracting(Rule::spelled)
                .containsExactly(staff, record);
    }

    @Test
    void a_list_whose_verdict_is_uniform_is_judged_by_all_rules_of_its_type() {
        var schema =
                schema("{owner: \"author\"}", "author = $who AND title = $what", "{signedIn: true}")
                        .replace("editor\"}", "title\"}");

        assertThat(listRules(schema)).extracting(Rule::owner).containsExactly("author", "title");
    }

    private static List<Rule> judgedBy(String rules, String condition, String gate) {
        return listRules(schema(rules, condition, gate));
    }

    private static List<Rule> listRules(String schema) {
        var query =
                Objects.requireNonNull(
                        Schemas.compile(schema.replace("DESK", "")).fields().get("Query"));
        var source = Objects.requireNonNull(query.get("papers")).source();
        return Objects.requireNonNull(((Source.QueryRead) source).listRules().get("Paper"));
    }

    private static String problems(String rules, String condition, String gate) {
        return problems(schema(rules, condition, gate));
    }

    private static String schema(String rules, String condition, String gate) {
        var arguments =
                List.of("who", "what").stream()
                        .filter(name -> (condition + gate).contains("$" + name))
                        .map(name -> name + ": ID!, ")
                        .collect(Collectors.joining());
        var query =
                """
                papers(%sfirst: Int! = 10, after: String): PaperConnection!
                  @query(index: "byAuthor", keyCondition: "%s") @auth(rules: [%s])\
                """
                        .formatted(arguments, condition, gate);
        return SCHEMA.replace("RULES", rules).replace("QUERY", query);
    }

    /// Returns the reported problems, or an empty text if the schema is valid.
    private static String problems(String schema) {
        try {
            Schemas.compile(schema.replace("DESK", "").replace("QUERY", ""));
            return "";
        } catch (InvalidSchemaException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
