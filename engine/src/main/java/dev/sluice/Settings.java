// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.dynamodb.cursor.CursorKeys;
import dev.sluice.internal.http.HttpSettings;
import dev.sluice.internal.http.HttpStatuses;
import dev.sluice.internal.live.InvalidLiveSettingsException;
import dev.sluice.internal.live.LiveProblem;
import dev.sluice.internal.live.LiveSettingsReader;
import dev.sluice.internal.operation.Documents;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.policy.UntrustedDocuments;
import dev.sluice.internal.powertools.TelemetrySettings;
import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The settings of one function; everything else is in the schema. Immutable.
///
/// ```java
/// var deployed = Settings.from(System.getenv());
/// var open = deployed.toBuilder().introspection(true).limit("depth", 20).build();
/// ```
public final class Settings {
    private final CursorKeySource cursorKeys;
    private final @Nullable LiveSource liveSettings;
    private final Map<String, String> tableNames;
    private final boolean introspection;
    private final boolean consumption;
    private final boolean callerLimitFailsOpen;
    private final TrustMode trust;
    private final RequestLimits limits;
    private final TelemetrySettings telemetry;
    private final TracingLibrary tracingLibrary;
    private final HttpSettings http;
    private final Priming priming;
    private final boolean breakers;
    private final long instanceReadBytes;

    private Settings(Builder builder, CursorKeySource keys) {
        cursorKeys = keys;
        liveSettings = builder.liveSettings;
        tableNames = builder.tableNames;
        introspection = builder.introspection;
        consumption = builder.consumption;
        callerLimitFailsOpen = builder.callerLimitFailsOpen;
        trust = builder.trust;
        limits = builder.limits;
        telemetry = builder.telemetry;
        tracingLibrary = builder.tracingLibrary;
        http = builder.http;
        priming = builder.priming;
        breakers = builder.breakers;
        instanceReadBytes = builder.instanceReadBytes;
    }

    /// Reads the variables that docs/reference/configuration.md lists.
    ///
    /// @throws InvalidSettingException that names the variable and the values it accepts
    public static Settings from(Map<String, String> environment) {
        return new SettingsReader(environment).read();
    }

    /// Returns a builder with the defaults of docs/reference/configuration.md. Only the cursor keys
    /// have no default.
    public static Builder builder() {
        return new Builder();
    }

    /// Returns a builder that starts from these settings.
    public Builder toBuilder() {
        var builder = new Builder();
        builder.cursorKeys = cursorKeys;
        builder.liveSettings = liveSettings;
        builder.tableNames = tableNames;
        builder.introspection = introspection;
        builder.consumption = consumption;
        builder.callerLimitFailsOpen = callerLimitFailsOpen;
        builder.trust = trust;
        builder.limits = limits;
        builder.telemetry = telemetry;
        builder.tracingLibrary = tracingLibrary;
        builder.http = http;
        builder.priming = priming;
        builder.breakers = breakers;
        builder.instanceReadBytes = instanceReadBytes;
        return builder;
    }

    /// Returns the names in DynamoDB of the tables that have another name there than in the schema.
    ///
    /// @return names in DynamoDB, by the names in the schema
    public Map<String, String> tableNames() {
        return tableNames;
    }

    /// Returns what is wrong with live settings for a function with these settings, one line for
    /// each problem. docs/reference/live-settings.md explains them.
    ///
    /// @param schema the text of the schema file
    /// @param liveSettings JSON
    /// @throws IllegalArgumentException with every problem of the schema
    public List<String> liveProblems(String schema, String liveSettings) {
        try {
            var catalog = SchemaCompiler.compile("schema", schema);
            var _ = LiveSettingsReader.read(liveSettings, policy(catalog));
            return List.of();
        } catch (InvalidLiveSettingsException invalid) {
            return invalid.problems().stream().map(LiveProblem::toString).toList();
        }
    }

    String physicalName(String table) {
        @Nullable String name = tableNames.get(table);
        return name == null ? table : name;
    }

    CursorKeySource cursorKeys() {
        return cursorKeys;
    }

    @Nullable LiveSource liveSettings() {
        return liveSettings;
    }

    /// Returns what the deployment accepts, until live settings change it.
    RequestPolicy policy(Catalog catalog) {
        return new RequestPolicy(
                switch (trust) {
                    case ANY -> UntrustedDocuments.RUN;
                    case PREFER -> UntrustedDocuments.REPORT;
                    case ONLY -> UntrustedDocuments.REFUSE;
                },
                introspection,
                Documents.limits(catalog, limits));
    }

    boolean consumption() {
        return consumption;
    }

    boolean callerLimitFailsOpen() {
        return callerLimitFailsOpen;
    }

    RequestLimits limits() {
        return limits;
    }

    TelemetrySettings telemetry() {
        return telemetry;
    }

    TracingLibrary tracingLibrary() {
        return tracingLibrary;
    }

    HttpSettings http() {
        return http;
    }

    Priming priming() {
        return priming;
    }

    boolean breakers() {
        return breakers;
    }

    long instanceReadBytes() {
        return instanceReadBytes;
    }

    /// Builds settings. Each method throws an `IllegalArgumentException` if Sluice cannot use the
    /// value.
    public static final class Builder {
        private static final long LEAST_READ_BYTES = 1_000_000;
        private static final int SHARE_OF_THE_HEAP = 4;

        private @Nullable CursorKeySource cursorKeys;
        private @Nullable LiveSource liveSettings;
        private Map<String, String> tableNames = Map.of();
        private boolean introspection;
        private boolean consumption;
        private boolean callerLimitFailsOpen = true;
        private TrustMode trust = TrustMode.ANY;
        private RequestLimits limits = RequestLimits.standard();
        private TelemetrySettings telemetry = TelemetrySettings.defaults();
        private TracingLibrary tracingLibrary = TracingLibrary.POWERTOOLS;
        private HttpSettings http = HttpSettings.defaults();
        private Priming priming = Priming.FULL;
        private boolean breakers = true;
        private long instanceReadBytes =
                Math.max(LEAST_READ_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP);

        private Builder() {}

        /// Derives the keys of cursors from a secret of AWS Secrets Manager, so that they can be
        /// rotated without a deployment.
        ///
        /// @param id the secret's ARN or name
        public Builder cursorSecret(String id) {
            cursorKeys = new CursorKeySource.Secret(id);
            return this;
        }

        /// Sets the keys of cursors, in place of a secret. Every instance needs the same keys.
        ///
        /// @param current the id of the key that seals; every key opens
        /// @param keys keys of 16 or 32 bytes, by ids of 1 to 64 ASCII characters
        public Builder cursorKeys(String current, Map<String, byte[]> keys) {
            var copies = new HashMap<String, byte[]>();
            keys.forEach((id, key) -> copies.put(id, key.clone()));
            cursorKeys = new CursorKeySource.Given(new CursorKeys(current, copies));
            return this;
        }

        /// Sets where live settings are read, which change without a deployment.
        ///
        /// @param source the name or the ARN of a parameter in Systems Manager, or `file:` and a
        ///   path
        public Builder liveSettings(String source) {
            return liveSettings(LiveSource.of(source));
        }

        Builder liveSettings(LiveSource source) {
            liveSettings = source;
            return this;
        }

        /// Sets the names in DynamoDB of the tables that have another name there than in the
        /// schema.
        ///
        /// @param tableNames names in DynamoDB, by the names in the schema
        public Builder tableNames(Map<String, String> tableNames) {
            this.tableNames = Map.copyOf(tableNames);
            return this;
        }

        /// Sets whether clients may read the schema.
        public Builder introspection(boolean introspection) {
            this.introspection = introspection;
            return this;
        }

        /// Sets whether the cost report includes what an operation consumed. A client can learn
        /// from it whether hidden items exist.
        public Builder consumption(boolean consumption) {
            this.consumption = consumption;
            return this;
        }

        /// Sets whether an operation runs although its caller's limit (`@limits(perCaller:)`)
        /// cannot be read. If not, it is refused.
        public Builder callerLimitFailsOpen(boolean failsOpen) {
            this.callerLimitFailsOpen = failsOpen;
            return this;
        }

        /// Sets what happens to a document that is not trusted.
        public Builder trust(TrustMode trust) {
            this.trust = trust;
            return this;
        }

        /// Sets one limit of a request.
        ///
        /// @param name as the error LIMIT_EXCEEDED spells it: `documentTokens` for the variable
        ///   `SLUICE_MAX_DOCUMENT_TOKENS`
        public Builder limit(String name, int maximum) {
            limits = limits.with(Setting.limit(name, maximum), maximum);
            return this;
        }

        /// Sets the claim that holds the caller's groups.
        public Builder groupClaim(String claim) {
            http = http.withGroupClaim(claim);
            return this;
        }

        /// Sets the origins whose pages may read replies in a browser.
        ///
        /// @param origins such as `https://example.com`, or `*` for every origin
        public Builder corsOrigins(Set<String> origins) {
            http = http.withOrigins(origins);
            return this;
        }

        /// Sets whether replies have the statuses of GraphQL over HTTP of July 2026, with 294 and
        /// 422, in place of those that every client knows.
        public Builder statusesOf2026(boolean of2026) {
            http = http.withStatuses(of2026 ? HttpStatuses.EDITION_2026 : HttpStatuses.ESTABLISHED);
            return this;
        }

        /// Sets how long a field may wait before the log and the metrics report it as slow.
        public Builder slowField(Duration slowField) {
            telemetry = new TelemetrySettings(slowField, telemetry.sampleRate());
            return this;
        }

        /// Sets the share of requests, from 0 to 1, for which the log has each request to DynamoDB
        /// and each field.
        public Builder logSampleRate(double sampleRate) {
            telemetry = new TelemetrySettings(telemetry.slowField(), sampleRate);
            return this;
        }

        /// Sets what makes the spans of a function that reports through Powertools.
        public Builder tracingLibrary(TracingLibrary library) {
            this.tracingLibrary = library;
            return this;
        }

        /// Sets what runs before a snapshot is taken.
        public Builder priming(Priming priming) {
            this.priming = priming;
            return this;
        }

        /// Sets whether a circuit breaker opens if a table or a Java resolver fails.
        public Builder breakers(boolean breakers) {
            this.breakers = breakers;
            return this;
        }

        /// Sets the most memory for the items that all operations of an instance read at the same
        /// time.
        ///
        /// @param bytes at least 1,000,000
        public Builder instanceReadBytes(long bytes) {
            if (bytes < LEAST_READ_BYTES) {
                throw new IllegalArgumentException(
                        "instanceReadBytes must be at least %d.".formatted(LEAST_READ_BYTES));
            }
            instanceReadBytes = bytes;
            return this;
        }

        /// @throws IllegalStateException if no cursor keys were given
        public Settings build() {
            if (cursorKeys == null) {
                throw new IllegalStateException(
                        "No cursor keys were given. Call cursorSecret(id) or"
                                + " cursorKeys(current, keys) before build().");
            }
            return new Settings(this, cursorKeys);
        }
    }
}
