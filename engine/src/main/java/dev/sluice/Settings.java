// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.http.HttpSettings;
import dev.sluice.internal.operation.TrustMode;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.snapstart.Priming;
import dev.sluice.telemetry.TelemetrySettings;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The settings of one function; everything else is in the schema. Immutable.
///
/// ```java
/// var settings = Settings.builder(new CursorKeySource.Secret("cursors")).introspection(true).build();
/// ```
public final class Settings {
    private final CursorKeySource cursorKeys;
    private final Map<String, String> tableNames;
    private final boolean introspection;
    private final boolean consumption;
    private final TrustMode trust;
    private final RequestLimits limits;
    private final TelemetrySettings telemetry;
    private final HttpSettings http;
    private final Priming priming;

    private Settings(Builder builder) {
        cursorKeys = builder.cursorKeys;
        tableNames = builder.tableNames;
        introspection = builder.introspection;
        consumption = builder.consumption;
        trust = builder.trust;
        limits = builder.limits;
        telemetry = builder.telemetry;
        http = builder.http;
        priming = builder.priming;
    }

    /// Returns a builder with the defaults for everything except the keys.
    ///
    /// @param cursorKeys where the keys that seal cursors come from; the same for every instance
    public static Builder builder(CursorKeySource cursorKeys) {
        return new Builder(cursorKeys);
    }

    /// Reads the variables that docs/reference/configuration.md lists.
    ///
    /// @throws InvalidSettingException that names the variable and the values it accepts
    public static Settings from(Map<String, String> environment) {
        return SettingsReader.read(environment);
    }

    /// Returns a builder that starts from these settings.
    public Builder toBuilder() {
        return new Builder(cursorKeys)
                .tableNames(tableNames)
                .introspection(introspection)
                .consumption(consumption)
                .trust(trust)
                .limits(limits)
                .telemetry(telemetry)
                .http(http)
                .priming(priming);
    }

    public CursorKeySource cursorKeys() {
        return cursorKeys;
    }

    /// Maps a table's name in the schema to its name in DynamoDB.
    public Map<String, String> tableNames() {
        return tableNames;
    }

    public boolean introspection() {
        return introspection;
    }

    public boolean consumption() {
        return consumption;
    }

    public TrustMode trust() {
        return trust;
    }

    public RequestLimits limits() {
        return limits;
    }

    public TelemetrySettings telemetry() {
        return telemetry;
    }

    public HttpSettings http() {
        return http;
    }

    public Priming priming() {
        return priming;
    }

    String physicalName(String table) {
        @Nullable String name = tableNames.get(table);
        return name == null ? table : name;
    }

    /// Builds settings. Every setting has the default of docs/reference/configuration.md.
    public static final class Builder {
        private final CursorKeySource cursorKeys;
        private Map<String, String> tableNames = Map.of();
        private boolean introspection;
        private boolean consumption;
        private TrustMode trust = TrustMode.ANY;
        private RequestLimits limits = RequestLimits.standard();
        private TelemetrySettings telemetry = TelemetrySettings.defaults();
        private HttpSettings http = HttpSettings.defaults();
        private Priming priming = Priming.FULL;

        private Builder(CursorKeySource cursorKeys) {
            this.cursorKeys = cursorKeys;
        }

        /// Maps a table's name in the schema to its name in DynamoDB. A table that is not in the
        /// map has the same name in both.
        public Builder tableNames(Map<String, String> tableNames) {
            this.tableNames = Map.copyOf(tableNames);
            return this;
        }

        /// Whether clients may read the schema.
        public Builder introspection(boolean introspection) {
            this.introspection = introspection;
            return this;
        }

        /// Whether clients may learn what an operation consumed.
        public Builder consumption(boolean consumption) {
            this.consumption = consumption;
            return this;
        }

        /// What Sluice does with a document that is not trusted.
        public Builder trust(TrustMode trust) {
            this.trust = trust;
            return this;
        }

        /// The limits on the size of a request.
        public Builder limits(RequestLimits limits) {
            this.limits = limits;
            return this;
        }

        /// Which requests and fields are logged in detail.
        public Builder telemetry(TelemetrySettings telemetry) {
            this.telemetry = telemetry;
            return this;
        }

        /// The group claim, the origins and the statuses of the HTTP interface.
        public Builder http(HttpSettings http) {
            this.http = http;
            return this;
        }

        /// What runs before a snapshot is taken.
        public Builder priming(Priming priming) {
            this.priming = priming;
            return this;
        }

        public Settings build() {
            return new Settings(this);
        }
    }
}
