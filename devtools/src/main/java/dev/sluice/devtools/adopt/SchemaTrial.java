// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.devtools.audit.ItemAudit;
import dev.sluice.devtools.audit.Verdict;
import dev.sluice.devtools.scan.ItemKeys;
import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.InvalidSchemaException;
import dev.sluice.internal.schema.Problem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Tries a proposal with the engine's own compiler and on the sampled items. Takes out what the
/// compiler refuses, and loosens what items do not fit.
final class SchemaTrial {
    private static final int MOST_ROUNDS = 200;
    private static final Pattern INDEX = Pattern.compile("index `([^`]+)`");

    private final Proposal proposal;
    private final Collisions collisions;

    SchemaTrial(Proposal proposal) {
        this.proposal = proposal;
        this.collisions = new Collisions(proposal);
    }

    /// Returns how many of the items fit the schema, after the proposal starts.
    long run(List<TableSample> samples) {
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var catalog = compiled();
            if (catalog == null) {
                return 0;
            }
            var loosened = false;
            var fitting = 0L;
            for (var sample : samples) {
                for (var verdict : verdicts(catalog, sample)) {
                    if (verdict.type() != null && verdict.misfits().isEmpty()) {
                        fitting++;
                    }
                    loosened |= loosen(verdict);
                }
            }
            if (!loosened) {
                samples.forEach(sample -> nameOthers(catalog, sample));
                return fitting;
            }
        }
        return 0;
    }

    /// Returns the schema, or null if nothing of it can be expressed.
    private @Nullable Catalog compiled() {
        while (!proposal.root.isEmpty() && !proposal.types.isEmpty()) {
            try {
                return SchemaCompiler.compile("schema.graphqls", proposal.text());
            } catch (InvalidSchemaException e) {
                takeOut(e.problems());
            }
        }
        return null;
    }

    private void takeOut(List<Problem> problems) {
        if (problems.stream().anyMatch(collisions::isSolved)) {
            return;
        }
        // Fields that read are the cheapest to lose, and often all that is wrong. But if the keys
        // of
        // two types cannot be told apart, fields of both are wrong, and of one they may be right.
        var collision = problems.stream().filter(p -> collisions.smaller(p) != null).findFirst();
        if (collision.isPresent()) {
            takeOutType(collision.get());
        } else if (problems.stream().noneMatch(this::takeOutField)) {
            takeOutType(problems.getFirst());
        }
    }

    private boolean takeOutField(Problem problem) {
        var path = problem.coordinate().split("\\.", -1);
        if (path.length < 2) {
            return false;
        }
        if (path[0].equals("Query")) {
            var removed = proposal.root.remove(path[1]);
            if (removed != null) {
                proposal.notes.add("? Query.%s cannot be: %s.".formatted(path[1], problem.fault()));
            }
            return removed != null;
        }
        var type = proposal.type(path[0]);
        return type != null && type.relations.remove(path[1]) != null;
    }

    private void takeOutType(Problem problem) {
        var name = problem.coordinate().split("\\.", -1)[0];
        var type = proposal.type(name);
        if (type == null) {
            type = proposal.types.getLast();
        }
        var smaller = collisions.smaller(problem);
        if (smaller != null) {
            remove(smaller, problem.fault());
            return;
        }
        var index = INDEX.matcher(problem.fault());
        if (index.find()) {
            var named = index.group(1);
            var table = type.sample.name();
            var removed = false;
            for (var other : proposal.types) {
                if (other.sample.name().equals(table)) {
                    removed |= other.indexes.removeIf(i -> i.name().equals(named));
                }
            }
            if (removed) {
                proposal.notes.add(
                        "? The index %s of %s is left out: %s."
                                .formatted(named, table, problem.fault()));
                proposal.root.values().removeIf(f -> f.contains("index: " + Sdl.quote(named)));
                return;
            }
        }
        remove(type, problem.fault());
    }

    private void remove(TypeDesign type, String why) {
        proposal.remove(type);
        proposal.root
                .values()
                .removeIf(field ->
                        field.matches("(?s)[^)]*\\)?: " + type.name + "(Connection!)? @.*"));
        proposal.types.forEach(other ->
                other.relations.values().removeIf(r -> r.contains(": " + type.name + " @")));
        proposal.notes.add(
                "? Not expressed: %s, %s, such as %s: %s."
                        .formatted(
                                type.name,
                                Quantity.of(type.entity.items().size(), "sampled item"),
                                ItemKeys.text(type.sample.table(), type.entity.items().getFirst()),
                                why));
    }

    private boolean loosen(Verdict verdict) {
        var type = verdict.type() == null ? null : proposal.type(verdict.type());
        if (type == null) {
            return false;
        }
        var loosened = false;
        for (var misfit : verdict.misfits()) {
            var field = misfit.field() == null ? null : type.fields.get(misfit.field());
            if (field != null
                    && !field.type().equals("JSON")
                    && !type.keyFields().contains(field.name())) {
                type.fields.replace(
                        field.typed(
                                "JSON", false, "Some values are not %s.".formatted(field.type())));
                loosened = true;
            }
        }
        return loosened;
    }

    private void nameOthers(Catalog catalog, TableSample sample) {
        var examples = new TreeMap<String, String>();
        var counts = new TreeMap<String, Integer>();
        var verdicts = verdicts(catalog, sample);
        for (var at = 0; at < verdicts.size(); at++) {
            for (var misfit : verdicts.get(at).misfits()) {
                counts.merge(misfit.kind(), 1, Integer::sum);
                examples.putIfAbsent(
                        misfit.kind(), ItemKeys.text(sample.table(), sample.items().get(at)));
            }
        }
        counts.forEach((kind, count) ->
                proposal.notes.add(
                        "? Misfit: %s of %s, such as %s: %s"
                                .formatted(
                                        Quantity.of(count, "sampled item"),
                                        sample.name(),
                                        examples.get(kind),
                                        kind)));
    }

    private static List<Verdict> verdicts(Catalog catalog, TableSample sample) {
        var table = catalog.tables().get(sample.name());
        var audit = table == null ? null : ItemAudit.of(catalog, table).orElse(null);
        return sample.items().stream()
                .map(item ->
                        audit == null
                                ? new Verdict(
                                        null,
                                        List.of(new Verdict.Misfit("it has no type", null)),
                                        0,
                                        Map.of())
                                : audit.of(item))
                .toList();
    }
}
