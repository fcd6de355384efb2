// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.diff.EarlierSchema;
import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.migrate.Copies;
import dev.sluice.devtools.migrate.ItemStep;
import dev.sluice.devtools.migrate.Migration;
import dev.sluice.devtools.migrate.MigrationPlan;
import dev.sluice.devtools.migrate.MigrationStore;
import dev.sluice.devtools.migrate.MigrationTally;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.serving.LocalSettings;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// `sluice migrate`: gives stored items what a later version of the schema needs.
@Command(
        name = "migrate",
        description =
                "Give the stored items what a change of the schema needs: another key or table, the"
                        + " composed keys of new indexes, and attributes with other names.")
final class MigrateCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double PACE_IN_AWS = 25;
    private static final int MOST_SEGMENTS = 64;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SchemaOption schema = new SchemaOption();
    @Mixin private ScanOption scan = new ScanOption();
    @Mixin private ResumeOption resume = new ResumeOption();

    @Option(
            names = "--from",
            paramLabel = "REV|FILE|URL",
            required = true,
            description =
                    "The schema with which the items were written: a revision of git that has the"
                            + " schema file, a file, or an address.")
    private String from = "";

    @Option(
            names = "--copy",
            paramLabel = "TYPE.NEW=OLD|NEW=OLD",
            description =
                    "Give a new field the value of another one, such as Order.total=sum, or a new"
                            + " type the items of another one, such as OrderById=Order. It can be"
                            + " repeated.")
    private List<String> copies = List.of();

    @Option(
            names = "--remove",
            description =
                    "Remove the items whose copies are at another key or in another table, instead"
                            + " of copying them.")
    private boolean removes;

    @Option(
            names = "--force",
            description =
                    "If the old and the new value differ, replace the new one. With --remove, remove"
                            + " the old item all the same. Default: leave both as they are.")
    private boolean force;

    @Option(
            names = "--write",
            description = "Write the items. Default: only count what would change.")
    private boolean writes;

    @Option(
            names = "--write-units",
            paramLabel = "NUMBER",
            description =
                    "The most write units to consume a second. Default: 25 in AWS, no limit"
                            + " elsewhere.")
    private @Nullable Double writeUnits;

    @Option(
            names = "--segments",
            paramLabel = "NUMBER",
            description = "How many parts of a table are read at once, 1 to 64. Default: 4.")
    private int segments = 4;

    @Override
    public Integer call() {
        if (segments < 1 || segments > MOST_SEGMENTS) {
            throw Failure.usage("--segments must be from 1 to %d.".formatted(MOST_SEGMENTS));
        }
        var endpoint = scan.endpoint();
        var earlier = EarlierSchema.read(from, schema.file());
        var later = SchemaSource.read(schema.file());
        var plan =
                MigrationPlan.between(
                        earlier.compile(), later.compile(), Copies.parse(copies), force);
        var console = spec.commandLine();
        var out = console.getOut();
        if (removes ? plan.moves().isEmpty() : plan.reasons().isEmpty()) {
            out.println("The items need nothing.");
            return ExitCode.DONE;
        }
        if (!removes) {
            plan.reasons().forEach(out::println);
        }
        var subject =
                "%s %08x %08x %s %s"
                        .formatted(
                                endpoint,
                                earlier.text().hashCode(),
                                later.text().hashCode(),
                                copies,
                                force);
        try (var client = StoreClient.to(endpoint, PATIENCE)) {
            var names = LocalSettings.over(System.getenv()).tableNames();
            var tables = new TableSetup(client, endpoint, names, false);
            var store = new MigrationStore(client, scan.pace(), writing(), writes);
            var migration = new Migration(store, segments, resume.file(), console.getErr());
            var steps =
                    removes
                            ? plan.removals(tables, store, force)
                            : plan.steps(tables, store, force);
            steps.forEach(step -> print(step, migration.run(step, subject)));
            migration.done();
        }
        if (!writes) {
            out.println("Nothing was written: use --write.");
        }
        return ExitCode.DONE;
    }

    private void print(ItemStep step, MigrationTally tally) {
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %s read, %s %s, %,d left as they are. %s, another writer was first, and the item was read again.%n",
                        step.table().tableName(),
                        Quantity.of(tally.read(), "item"),
                        Quantity.of(tally.changed(), "item"),
                        step.task().words(writes),
                        tally.left(),
                        Quantity.of(tally.again(), "time"));
    }

    private Pace writing() {
        if (writeUnits == null) {
            return Pace.of(scan.endpoint().isAws() ? PACE_IN_AWS : Double.POSITIVE_INFINITY);
        }
        if (!(writeUnits > 0)) {
            throw Failure.usage("--write-units must be above 0.");
        }
        return Pace.of(writeUnits);
    }
}
