// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.authorization.Authorization.Verdict;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.dynamodb.write.AccessCondition;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.schema.Holder;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.value.ValueReader;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

class AuthorizationTest {
    private static final Rule PUBLIC = new Rule(true, false, null, null, null, null);
    private static final Rule SIGNED_IN = new Rule(false, true, null, null, null, null);
    private static final Rule OWNER = new Rule(false, false, "ownerId", null, null, null);
    private static final Rule STAFF = new Rule(false, false, null, "staff", null, null);
    private static final Rule SCOPE = new Rule(false, false, null, null, "read", null);

    private static final StoredType TEAM = team();
    private static final Rule MEMBER = TEAM.rules().getFirst();

    private static final Caller NOBODY = Caller.anonymous();
    private static final Caller ANN = caller("ann", Set.of(), Set.of());

    private static Caller caller(String subject, Set<String> groups, Set<String> scopes) {
        return new Caller("issuer", subject, groups, scopes, Map.of());
    }

    private static boolean allows(Rule rule, Caller caller) {
        return allows(List.of(rule), caller, _ -> "ann");
    }

    private static boolean allows(
            List<Rule> rules, Caller caller, Function<String, @Nullable Object> field) {
        return guard(rules, caller, field) instanceof Verdict.Allowed;
    }

    private static Verdict guard(
            List<Rule> rules, Caller caller, Function<String, @Nullable Object> field) {
        return Authorization.guard(rules, values(caller, field));
    }

    private static ValueReader values(Caller caller, Function<String, @Nullable Object> field) {
        return new ValueReader(caller, Instant.EPOCH, Map.of(), Map.of(), field, List.of());
    }

    @Test
    void no_rule_allows_nobody() {
        assertThat(allows(List.of(), ANN, _ -> "ann")).isFalse();
    }

    @Test
    void a_public_rule_holds_for_everyone() {
        assertThat(allows(PUBLIC, NOBODY)).isTrue();
        assertThat(allows(PUBLIC, ANN)).isTrue();
    }

    @Test
    void a_signed_in_caller_has_a_subject() {
        assertThat(allows(SIGNED_IN, ANN)).isTrue();
        assertThat(allows(SIGNED_IN, NOBODY)).isFalse();
    }

    @Test
    void an_owner_is_the_subject_and_nothing_else() {
        assertThat(allows(OWNER, ANN)).isTrue();
        assertThat(allows(OWNER, caller("Ann", Set.of(), Set.of()))).isFalse();
        assertThat(allows(OWNER, NOBODY)).isFalse();
        assertThat(allows(List.of(OWNER), ANN, _ -> null)).isFalse();
        assertThat(allows(List.of(OWNER), NOBODY, _ -> null)).isFalse();
        assertThat(allows(List.of(OWNER), ANN, _ -> List.of("ann"))).isFalse();
    }

    @Test
    void each_element_of_a_declared_list_of_owners_is_an_owner_and_a_text_is_none() {
        var among = new Holder.Among(Holder.SUBJECT);
        var rules = List.of(new Rule(false, false, "owners", among, null, null, null, null));

        assertThat(allows(rules, ANN, _ -> List.of("bob", "ann", "ann"))).isTrue();
        assertThat(allows(rules, NOBODY, _ -> List.of("ann"))).isFalse();
        for (Object stored : List.of("ann", "bob ann", List.of(), List.of(List.of("ann")))) {
            assertThat(allows(rules, ANN, _ -> stored)).isFalse();
        }
    }

    @Test
    void the_owner_is_asked_for_by_the_field_of_the_rule() {
        assertThat(allows(List.of(OWNER), ANN, field -> field.equals("ownerId") ? "ann" : null))
                .isTrue();
    }

    @Test
    void groups_and_scopes_are_compared_whole() {
        assertThat(allows(STAFF, caller("x", Set.of("staff"), Set.of()))).isTrue();
        assertThat(allows(STAFF, caller("x", Set.of("staffing", "Staff"), Set.of("staff"))))
                .isFalse();
        assertThat(allows(SCOPE, caller("x", Set.of(), Set.of("read")))).isTrue();
        assertThat(allows(SCOPE, caller("x", Set.of("read"), Set.of("reader")))).isFalse();
    }

    @Test
    void the_parts_of_one_rule_must_all_hold() {
        var all = new Rule(false, true, "ownerId", "staff", "read", null);

        assertThat(allows(all, caller("ann", Set.of("staff"), Set.of("read")))).isTrue();
        assertThat(allows(all, caller("bob", Set.of("staff"), Set.of("read")))).isFalse();
        assertThat(allows(all, caller("ann", Set.of(), Set.of("read")))).isFalse();
        assertThat(allows(all, caller("ann", Set.of("staff"), Set.of()))).isFalse();
    }

    @Test
    void a_public_rule_with_another_part_is_not_for_everyone() {
        assertThat(allows(new Rule(true, false, null, "staff", null, null), ANN)).isFalse();
    }

    @Test
    void one_of_several_rules_suffices() {
        assertThat(allows(List.of(STAFF, OWNER), ANN, _ -> "ann")).isTrue();
        assertThat(
                        allows(
                                List.of(STAFF, OWNER),
                                caller("x", Set.of("staff"), Set.of()),
                                _ -> "ann"))
                .isTrue();
        assertThat(allows(List.of(STAFF, OWNER), caller("x", Set.of(), Set.of()), _ -> "ann"))
                .isFalse();
    }

    @Test
    void a_caller_who_may_not_ask_hears_whether_signing_in_would_help() {
        assertThat(Authorization.refused(NOBODY, Map.of()).code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(Authorization.refused(ANN, Map.of()).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void a_record_is_a_candidate_if_no_other_rule_decides() {
        assertThat(guard(List.of(MEMBER, OWNER), ANN, _ -> "ann")).isEqualTo(new Verdict.Allowed());
        assertThat(guard(List.of(OWNER, MEMBER), ANN, _ -> "bob")).isEqualTo(pending(true));
        assertThat(guard(List.of(MEMBER), NOBODY, _ -> "bob")).isEqualTo(new Verdict.Denied());
    }

    @Test
    void which_records_are_candidates_depends_on_claims_alone() {
        var own = new Rule(false, false, "ownerId", null, null, MEMBER.exists());
        var staff = new Rule(false, false, null, "staff", null, MEMBER.exists());

        assertThat(guard(List.of(own), ANN, _ -> "ann")).isEqualTo(pending(true));
        assertThat(guard(List.of(own), ANN, _ -> "bob")).isEqualTo(pending(false));
        assertThat(guard(List.of(MEMBER), ANN, _ -> null)).isEqualTo(pending(false));
        assertThat(guard(List.of(staff), ANN, _ -> "ann")).isEqualTo(new Verdict.Denied());
    }

    @Test
    void a_record_lets_in_a_caller_without_a_token_only_if_the_rule_is_public() {
        var open = new Rule(true, false, null, null, null, MEMBER.exists());

        assertThat(guard(List.of(open), NOBODY, _ -> "t")).isEqualTo(pending(true));
    }

    @Test
    void an_item_whose_key_has_its_owner_is_judged_before_it_is_read() {
        assertThat(ways(Map.of("ownerId", "ann"), OWNER)).containsExactly(way(null, null));
        assertThat(ways(Map.of("ownerId", "bob"), OWNER)).isEmpty();
        assertThat(ways(Map.of(), OWNER)).containsExactly(way(null, "ownerId"));
    }

    @Test
    void each_rule_that_the_claims_allow_is_a_way_to_an_item() {
        var own = new Rule(false, false, "ownerId", null, null, MEMBER.exists());

        assertThat(ways(Map.of(), STAFF, OWNER, MEMBER, own))
                .containsExactly(
                        way(null, "ownerId"),
                        way(MEMBER.exists(), null),
                        way(MEMBER.exists(), "ownerId"));
        assertThat(Authorization.ways(type(PUBLIC, OWNER), NOBODY, Map.of()))
                .containsExactly(way(null, null));
        assertThat(ways(Map.of(), STAFF)).isEmpty();
    }

    @Test
    void only_a_rule_of_owners_says_who_may_put_an_item() {
        assertThat(Authorization.judgePut(type(STAFF), values(ANN, _ -> null)))
                .isEqualTo(new Verdict.Allowed());
        assertThat(Authorization.judgePut(type(STAFF, OWNER), values(ANN, _ -> "ann")))
                .isEqualTo(new Verdict.Allowed());
        assertThat(Authorization.judgePut(type(STAFF, OWNER), values(ANN, _ -> "bob")))
                .isEqualTo(new Verdict.Denied());
    }

    private static List<Authorization.Way> ways(Map<String, String> known, Rule... rules) {
        return Authorization.ways(type(rules), ANN, known);
    }

    private static Authorization.Way way(Rule.@Nullable Exists record, @Nullable String owner) {
        return new Authorization.Way(
                record, owner == null ? null : new AccessCondition(owner, Set.of("ann"), null));
    }

    private static StoredType type(Rule... rules) {
        return TEAM.judgedBy(List.of(rules), Set.of());
    }

    private static Verdict pending(boolean sufficient) {
        return new Verdict.Pending(
                List.of(
                        new Authorization.Candidate(
                                Objects.requireNonNull(MEMBER.exists()), sufficient)));
    }

    private static StoredType team() {
        var schema =
                """
                type Query { team(id: ID!): Team @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
                type Team @table(name: "Teams", partitionKey: "{id}")
                  @auth(rules: [{exists: "Member", key: "team = $item.id AND user = $claims.sub"}]) { id: ID! }
                type Member @table(name: "Members", partitionKey: "{team}", sortKey: "{user}")
                  @auth(rules: [{group: "staff"}]) { team: ID! user: ID! }
                """;
        return Objects.requireNonNull(
                SchemaCompiler.compile("team.graphqls", schema).storedTypes().get("Team"));
    }
}
