// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.fault.FaultRule;
import dev.sluice.devtools.fault.RuleSet;
import dev.sluice.devtools.fault.SpecReader;
import dev.sluice.devtools.fault.WireReply;
import dev.sluice.devtools.fault.WireRequest;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The faults between the function and DynamoDB, until it is closed. Tables are created and data is
/// loaded without them.
final class FaultLayer implements AutoCloseable {
    private final FaultSpecs rules;
    private final long seed;
    private final PrintStream log;
    private final FaultProxy proxy;
    private final @Nullable FileWatch watch;
    private volatile RuleSet used;

    private FaultLayer(FaultSpecs rules, List<FaultRule> first, URI dynamoDb, PrintStream log) {
        this.rules = rules;
        this.seed = rules.options().seed();
        this.log = log;
        this.used = new RuleSet(first, seed);
        this.proxy = FaultProxy.before(dynamoDb, request -> used.of(request), this::report);
        var file = rules.options().file();
        this.watch =
                file == null ? null : new FileWatch(() -> content(file), content(file), this::load);
    }

    /// Returns null if no faults are wanted.
    ///
    /// @param dynamoDb outside AWS, because a request to AWS is signed for its host
    /// @param log gets a line for each fault that happens
    /// @throws Failure if a specification cannot be used
    static @Nullable FaultLayer start(
            FaultOptions options,
            Endpoint dynamoDb,
            TableNames names,
            Catalog catalog,
            PrintStream log) {
        if (options.isNone()) {
            return null;
        }
        var rules = new FaultSpecs(options, new SpecReader(new CatalogNames(catalog, names)));
        var first = rules.read();
        log.printf("Faults: %d, with --fault-seed %d%n", first.size(), options.seed());
        return new FaultLayer(rules, first, Objects.requireNonNull(dynamoDb.url()), log);
    }

    /// Returns the address where the function finds DynamoDB.
    Endpoint endpoint() {
        return new Endpoint(proxy.endpoint());
    }

    private static @Nullable String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }

    private void load() {
        var file = rules.options().file();
        try {
            var next = rules.read();
            used = new RuleSet(next, seed);
            log.printf("Reloaded %s: %s%n", file, Quantity.of(next.size(), "fault"));
        } catch (Failure failure) {
            log.println(failure.text());
            log.printf("%s was not reloaded: the previous faults still apply.%n", file);
        }
    }

    private void report(WireRequest request, List<FaultRule> met, @Nullable WireReply reply) {
        met.forEach(rule -> log.printf("fault %s: %s%n", request, rule.text()));
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        proxy.close();
    }
}
