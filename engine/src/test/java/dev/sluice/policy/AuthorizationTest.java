// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schema.Rule;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class AuthorizationTest {
    private static final Rule PUBLIC = new Rule(true, false, null, null, null);
    private static final Rule SIGNED_IN = new Rule(false, true, null, null, null);
    private static final Rule OWNER = new Rule(false, false, "ownerId", null, null);
    private static final Rule STAFF = new Rule(false, false, null, "staff", null);
    private static final Rule SCOPE = new Rule(false, false, null, null, "read");

    private static final Caller NOBODY = Caller.anonymous();
    private static final Caller ANN = caller("ann", Set.of(), Set.of());

    private static Caller caller(String subject, Set<String> groups, Set<String> scopes) {
        return new Caller("issuer", subject, groups, scopes, Map.of());
    }

    private static boolean allows(Rule rule, Caller caller) {
        return Authorization.allows(List.of(rule), caller, _ -> "ann");
    }

    @Test
    void no_rule_allows_nobody() {
        assertThat(Authorization.allows(List.of(), ANN, _ -> "ann")).isFalse();
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
        assertThat(Authorization.allows(List.of(OWNER), ANN, _ -> null)).isFalse();
        assertThat(Authorization.allows(List.of(OWNER), NOBODY, _ -> null)).isFalse();
        assertThat(Authorization.allows(List.of(OWNER), ANN, _ -> List.of("ann"))).isFalse();
    }

    @Test
    void the_owner_is_asked_for_by_the_field_of_the_rule() {
        assertThat(
                        Authorization.allows(
                                List.of(OWNER),
                                ANN,
                                field -> field.equals("ownerId") ? "ann" : null))
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
        var all = new Rule(false, true, "ownerId", "staff", "read");

        assertThat(allows(all, caller("ann", Set.of("staff"), Set.of("read")))).isTrue();
        assertThat(allows(all, caller("bob", Set.of("staff"), Set.of("read")))).isFalse();
        assertThat(allows(all, caller("ann", Set.of(), Set.of("read")))).isFalse();
        assertThat(allows(all, caller("ann", Set.of("staff"), Set.of()))).isFalse();
    }

    @Test
    void a_public_rule_with_another_part_is_not_for_everyone() {
        assertThat(allows(new Rule(true, false, null, "staff", null), ANN)).isFalse();
    }

    @Test
    void one_of_several_rules_suffices() {
        assertThat(Authorization.allows(List.of(STAFF, OWNER), ANN, _ -> "ann")).isTrue();
        assertThat(
                        Authorization.allows(
                                List.of(STAFF, OWNER),
                                caller("x", Set.of("staff"), Set.of()),
                                _ -> "ann"))
                .isTrue();
        assertThat(
                        Authorization.allows(
                                List.of(STAFF, OWNER), caller("x", Set.of(), Set.of()), _ -> "ann"))
                .isFalse();
    }

    @Test
    void a_caller_who_may_not_ask_hears_whether_signing_in_would_help() {
        assertThatCode(() -> Authorization.admit(List.of(SIGNED_IN), ANN))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Authorization.admit(List.of(SIGNED_IN), NOBODY))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
        assertThatThrownBy(() -> Authorization.admit(List.of(STAFF, SCOPE), ANN))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void a_rule_that_asks_for_an_item_lets_nobody_in_without_one() {
        assertThatThrownBy(() -> Authorization.admit(List.of(OWNER), ANN))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }
}
