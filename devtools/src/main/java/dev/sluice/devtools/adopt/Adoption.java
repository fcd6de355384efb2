// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the schema that fits the samples of tables best. Pure.
public final class Adoption {
    private static final long WEIGHT = 1_000;
    private static final String HEADER =
            """
            # A proposal of `sluice adopt`, from the items that it read. It starts as it is.
            # A comment with a question mark is a guess: answer it, and remove the comment.
            # Only the group "admin" has access. Give each type and field its own rules.
            """;

    private final List<TableSample> samples;

    Adoption(List<TableSample> samples) {
        this.samples = List.copyOf(samples);
    }

    /// Returns the text of a schema that starts, or of comments only if nothing can be expressed.
    String schema() {
        var taken = new HashSet<String>();
        var embedded = new EmbeddedTypes(taken);
        var types = new ArrayList<TypeDesign>();
        var notes = new ArrayList<String>();
        for (var sample : samples) {
            notes.add(
                    "%s: %s read, %s."
                            .formatted(
                                    sample.name(),
                                    Quantity.of(sample.items().size(), "item"),
                                    sample.complete() ? "all of the table" : "a sample"));
            types.addAll(designs(sample, best(sample), embedded, taken, notes));
        }
        Relations.find(types);
        var proposal = new Proposal(types, embedded);
        proposal.notes.addAll(notes);
        new SchemaTrial(proposal).run(samples);
        return HEADER + proposal.text();
    }

    /// How to design the types of a table.
    ///
    /// @param raw whether all items are of one type, whose key fields are the key attributes
    private record Choice(Spelling spelling, boolean raw) {}

    private static Choice best(TableSample sample) {
        @Nullable Choice best = null;
        var most = 0L;
        var spellings = Spelling.candidates(sample);
        if (sample.items().isEmpty()) {
            return new Choice(spellings.getFirst(), true);
        }
        for (var spelling : spellings) {
            var choice = new Choice(spelling, false);
            var score = score(sample, choice);
            if (best == null || score > most) {
                best = choice;
                most = score;
            }
            if (most > WEIGHT * sample.items().size()) {
                break;
            }
        }
        var raw = new Choice(spellings.getFirst(), true);
        return best == null || fitting(most) < least(sample.items().size()) ? raw : best;
    }

    private static long fitting(long score) {
        return Math.round((double) score / WEIGHT);
    }

    /// Four of five items must fit a design with types of their own.
    private static int least(int items) {
        return Math.ceilDiv(4 * items, 5);
    }

    /// First come the items that fit, then the fields of keys that attributes hold as well.
    private static long score(TableSample sample, Choice choice) {
        var taken = new HashSet<String>();
        var embedded = new EmbeddedTypes(taken);
        var types = designs(sample, choice, embedded, taken, new ArrayList<>());
        var keys =
                types.stream()
                        .flatMap(type -> type.slots().stream().distinct())
                        .filter(slot -> slot.bucket() == null)
                        .count();
        var onlyInKeys = types.stream().mapToInt(type -> type.fields.keyOnly()).sum();
        var fitting = new SchemaTrial(new Proposal(types, embedded)).run(List.of(sample));
        return WEIGHT * fitting + keys - 3L * onlyInKeys;
    }

    private static List<TypeDesign> designs(
            TableSample sample,
            Choice choice,
            EmbeddedTypes embedded,
            Set<String> taken,
            List<String> notes) {
        if (sample.items().isEmpty()) {
            notes.add(
                    "? %s is empty, so only the keys of its items are known."
                            .formatted(sample.name()));
        }
        var kind = choice.raw() ? null : Discriminator.of(sample.items());
        var shapes = new KeyShapes(sample, choice.spelling(), kind);
        var designer =
                new TypeDesigner(
                        sample, choice.spelling(), shapes, new ValueTypes(embedded), choice.raw());
        var types = new ArrayList<TypeDesign>();
        for (var entity : entities(sample, choice, shapes, kind)) {
            var name = Texts.free(entity.typeName(sample.name()), taken);
            var type = designer.of(entity, name);
            if (type == null) {
                notes.add(
                        "? Not expressed: %s, %s of %s, because their keys have several shapes."
                                .formatted(
                                        name,
                                        Quantity.of(entity.items().size(), "sampled item"),
                                        sample.name()));
            } else {
                taken.add(name);
                types.add(type);
            }
        }
        return types;
    }

    private static List<Entity> entities(
            TableSample sample, Choice choice, KeyShapes shapes, @Nullable String kind) {
        if (sample.items().isEmpty()) {
            return List.of(Entity.none(sample));
        }
        return choice.raw() ? List.of(Entity.all(sample)) : Entity.of(sample, shapes, kind);
    }

    /// Reads at most this many items of each table, and proposes a schema.
    public static String of(
            DynamoDbClient client, Pace pace, long most, PrintWriter log, List<String> tables) {
        var sampler = new Sampler(client, pace, most, log);
        return new Adoption(tables.stream().map(sampler::of).toList()).schema();
    }
}
