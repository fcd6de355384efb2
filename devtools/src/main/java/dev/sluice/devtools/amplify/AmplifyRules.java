// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.amplify;

import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Translates the rules of `@auth`.
final class AmplifyRules {
    static final String ADMIN = "{group: \"admin\"}";

    private static final List<String> READS = List.of("read", "get", "list");

    private AmplifyRules() {}

    /// Adds the rules to the model, and what needs a decision to the report.
    static void translate(
            ObjectTypeDefinition type, AmplifyModel model, Collection<String> report) {
        var given = AmplifyDirectives.objects(AmplifyDirectives.find(type, "auth"), "rules");
        var rules = new ArrayList<String>();
        for (var rule : given) {
            var allow = String.valueOf(AmplifyDirectives.text(rule, "allow"));
            var operations = AmplifyDirectives.texts(rule, "operations");
            if (!operations.isEmpty()) {
                report.add(
                        "%s: the rule for `%s` is for the operations %s. Sluice's rules of a type are for reads; give each mutation its own."
                                .formatted(model.name, allow, String.join(", ", operations)));
            }
            if (!operations.isEmpty() && operations.stream().noneMatch(o -> READS.contains(o))) {
                continue;
            }
            switch (allow) {
                case "owner" ->
                        rules.add(owner(AmplifyDirectives.text(rule, "ownerField"), model, report));
                case "groups" -> {
                    AmplifyDirectives.texts(rule, "groups")
                            .forEach(group -> rules.add("{group: \"%s\"}".formatted(group)));
                    if (AmplifyDirectives.text(rule, "groupsField") != null) {
                        report.add(
                                "%s: a group in a field of the item is not translated. Use a record of members, as in {exists: ..., key: ...}."
                                        .formatted(model.name));
                    }
                }
                case "private", "authenticated" -> rules.add("{signedIn: true}");
                case "public", "guest", "publicApiKey" -> {
                    rules.add("{public: true}");
                    report.add(
                            "%s: `allow: public` lets in callers with an API key. Here, it lets in everyone."
                                    .formatted(model.name));
                }
                default ->
                        report.add(
                                "%s: the rule `allow: %s` is not translated."
                                        .formatted(model.name, allow));
            }
        }
        if (rules.isEmpty()) {
            rules.add(ADMIN);
            report.add(
                    "%s: no rule lets anybody read, so only the group \"admin\" can."
                            .formatted(model.name));
        }
        rules.stream().distinct().forEach(model.rules::add);
    }

    private static String owner(
            @Nullable String field, AmplifyModel model, Collection<String> report) {
        var name = field == null ? "owner" : field;
        model.fields.putIfAbsent(name, name + ": String");
        report.add(
                "%s.%s: Amplify writes `sub::username` by default, and Sluice compares with `sub` alone. If your items have both, change them, or callers see none of their own items."
                        .formatted(model.name, name));
        return "{owner: \"%s\"}".formatted(name);
    }
}
