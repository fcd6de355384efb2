// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.binding.RuleFields;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.key.Keys;
import dev.sluice.internal.schema.Holder;
import dev.sluice.internal.schema.Rule;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.References;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Proves that the rules of a query's types can be checked before the items that they hide are read
/// from the table.
///
/// Two proofs exist. Either each field that a rule compares is known by then: for a list, from the
/// key condition; for a first item, from the index that finds it. Or one rule of the type holds for
/// every caller whom the rules of the query's own field admit.
public final class JudgedBeforeRead {
    private final ListedItems items;
    private final List<Admitted> callers;
    private final ExpressionLocation location;

    /// @param items what is known of the items before the read
    /// @param callers who may select the query's own field
    public JudgedBeforeRead(
            ListedItems items, List<Admitted> callers, ExpressionLocation location) {
        this.items = items;
        this.callers = callers;
        this.location = location;
    }

    public void checkList() {
        for (var member : items.access().target().members()) {
            if (proven(member).isEmpty()) {
                RuleFields.of(items.rules(member)).stream()
                        .filter(field -> !items.bound(member).containsKey(field))
                        .forEach(field -> reportUnbound(member, field));
            }
        }
    }

    /// Returns the rules that are checked for a list, for each member: those proven to hold for
    /// every caller, or all rules if nothing is proven. A `when` that all items meet is left out.
    public Map<String, List<Rule>> rules() {
        return items.access().target().members().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                StoredType::name,
                                member -> {
                                    var proven = proven(member);
                                    return proven.isEmpty() ? items.rules(member) : proven;
                                }));
    }

    public void checkFirst() {
        for (var member : items.access().target().members()) {
            if (proven(member, member.rules(), callers).isEmpty()) {
                doubtful(member, member.rules())
                        .filter(field -> !items.bound(member).containsKey(field))
                        .forEach(field ->
                                reportUnprojected(
                                        member,
                                        field,
                                        otherwise(member)
                                                + ", so that a hidden item costs no more than a missing one"));
            }
        }
    }

    /// Reports a count of keys that could be stale: it would reveal items that the list hides.
    public void checkCount() {
        for (var member : items.access().target().members()) {
            var rules = Objects.requireNonNull(rules().get(member.name()));
            var whole =
                    member.rules().stream()
                            .filter(rule ->
                                    rules.contains(rule) || rules.contains(rule.withoutWhen()))
                            .toList();
            doubtful(member, whole)
                    .forEach(field -> reportUnprojected(member, field, ", or remove maxCount"));
        }
    }

    /// Returns the fields that rules compare and that the index does not hold.
    private Stream<String> doubtful(StoredType member, List<Rule> rules) {
        var index = items.access().index();
        return RuleFields.of(rules).stream()
                .filter(field ->
                        index != null
                                && !member.index(index)
                                        .holds(Keys.stored(member.shape(), field).name()));
    }

    /// Returns rules of which at least one holds for every caller; empty if, for some caller, no
    /// rule certainly holds.
    private List<Rule> proven(StoredType member) {
        return proven(member, items.rules(member), callers);
    }

    /// Prefers a rule without a record, so that no record is read needlessly.
    private List<Rule> proven(StoredType member, List<Rule> rules, List<Admitted> all) {
        var bound = items.bound(member);
        var proven = new LinkedHashSet<Rule>();
        for (var caller : all) {
            var rule =
                    rules.stream()
                            .filter(each -> caller.pass(each, field -> item(field, bound)))
                            .min(Comparator.comparing(each -> each.exists() != null));
            if (rule.isEmpty()) {
                return List.of();
            }
            proven.add(rule.get());
        }
        return List.copyOf(proven);
    }

    private static Value item(String field, Map<String, Value> bound) {
        return bound.getOrDefault(field, new Value.Reference(Root.Reserved.ITEM, List.of(field)));
    }

    private void reportUnbound(StoredType member, String field) {
        var owner = member.rules().stream().anyMatch(rule -> field.equals(rule.owner()));
        location.report(
                "access to `%s` depends on the %s `%s`, which the key condition does not bind"
                        .formatted(member.name(), owner ? "owner field" : "field", field),
                "bind `%s` with =%s%s%s, so that no item is read and then hidden"
                        .formatted(
                                field,
                                orFilter(member, field),
                                orOwner(member, field),
                                otherwise(member)));
    }

    private String orFilter(StoredType member, String field) {
        return items.rules(member).stream()
                .map(Rule::when)
                .flatMap(Stream::ofNullable)
                .filter(when ->
                        References.of(when.condition())
                                .fields()
                                .contains(new Operand.FieldPath(List.of(field))))
                .findFirst()
                .map(when -> ", or list only items with filter: \"%s\"".formatted(when.text()))
                .orElse("");
    }

    /// Returns a fix that would prove that the caller is the owner, who may see each item whatever
    /// other rules say.
    private String orOwner(StoredType member, String field) {
        if (!proven(member, items.rules(member), callers.stream().map(Admitted::withToken).toList())
                .isEmpty()) {
            return ", or let @auth of the field admit only callers with {signedIn: true}";
        }
        return member.rules().stream()
                .filter(rule -> rule.exists() == null && rule.group() == null)
                .filter(rule -> rule.scope() == null && !field.equals(rule.owner()))
                .filter(rule ->
                        rule.owner() != null && items.bound(member).containsKey(rule.owner()))
                .filter(rule ->
                        rule.holder() instanceof Holder.Named named && named.claim() != null)
                .findFirst()
                .map(rule ->
                        ", or bind `%s` to $claims.%s"
                                .formatted(
                                        rule.owner(),
                                        Objects.requireNonNull(rule.holder()).spelled()))
                .orElse("");
    }

    private void reportUnprojected(StoredType member, String field, String otherwise) {
        location.report(
                "the index `%s` does not project `%s`, on which access to `%s` depends"
                        .formatted(items.access().index(), field, member.name()),
                "add it to project" + otherwise);
    }

    private static String otherwise(StoredType member) {
        return member.rules().stream().anyMatch(rule -> rule.fields().isEmpty())
                ? ", or let @auth of the field admit only callers who meet another rule of `%s`"
                        .formatted(member.name())
                : "";
    }
}
