// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.auth;

import dev.sluice.internal.compile.file.Problems;
import dev.sluice.internal.schema.Holder;

import graphql.language.ObjectValue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what of a caller a rule compares with a field: `owner` and `claim`, or `member` and `of`.
final class Holders {
    private static final Pattern TEMPLATE = Pattern.compile("[^{}]*([{][^{}]+[}][^{}]*)+");
    private static final Pattern CLAIM = Pattern.compile("[{]([^{}]+)[}]");
    private static final Pattern MEMBER = Pattern.compile("[$]claims[.]([^.{}]+)");

    private final Problems problems;

    Holders(Problems problems) {
        this.problems = problems;
    }

    /// @return null if the rule compares no field, or if a problem was reported
    @Nullable Holder read(ObjectValue rule, String coordinate) {
        var owner = Rules.text(rule, "owner");
        var claim = Rules.text(rule, "claim");
        var member = Rules.text(rule, "member");
        var of = Rules.text(rule, "of");
        if ((member == null) != (of == null)) {
            problems.report(
                    rule,
                    coordinate,
                    "a rule must have both member and of, or neither",
                    "give the claim and the field, as in {member: \"$claims.tenants\", of: \"tenant\"}");
            return null;
        }
        if (owner != null && of != null) {
            problems.report(
                    rule,
                    coordinate,
                    "a rule cannot have both owner and member",
                    "use two rules, or keep one of the two");
            return null;
        }
        if (claim != null && owner == null) {
            problems.report(
                    rule,
                    coordinate,
                    "`claim` says whom `owner` names, but the rule has no owner",
                    "add owner: \"field\", or remove claim");
            return null;
        }
        if (member != null) {
            return listed(rule, member, coordinate);
        }
        if (owner == null) {
            return null;
        }
        return claim == null ? Holder.SUBJECT : named(rule, claim, coordinate);
    }

    private @Nullable Holder listed(ObjectValue rule, String member, String coordinate) {
        var matcher = MEMBER.matcher(member);
        if (matcher.matches()) {
            return new Holder.Listed(matcher.group(1));
        }
        problems.report(
                rule,
                coordinate,
                "`member` must be a claim of the caller",
                "write it as $claims.name");
        return null;
    }

    private @Nullable Holder named(ObjectValue rule, String claim, String coordinate) {
        if (claim.indexOf('{') < 0 && claim.indexOf('}') < 0) {
            return new Holder.Named(List.of(claim), List.of("", ""));
        }
        var claims = new ArrayList<String>();
        var texts = new ArrayList<String>();
        if (TEMPLATE.matcher(claim).matches() && !claim.contains("}{")) {
            var found = CLAIM.matcher(claim);
            var end = 0;
            while (found.find()) {
                texts.add(claim.substring(end, found.start()));
                claims.add(found.group(1));
                end = found.end();
            }
            texts.add(claim.substring(end));
            return new Holder.Named(claims, texts);
        }
        problems.report(
                rule,
                coordinate,
                "\"%s\" is not a claim, or claims in braces with text between them"
                        .formatted(claim),
                "write it as in claim: \"username\" or claim: \"{sub}::{username}\"");
        return null;
    }
}
