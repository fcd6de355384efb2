// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.opentelemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import org.slf4j.bridge.SLF4JBridgeHandler;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/// Builds the SDK from OpenTelemetry's environment variables.
///
/// Source: OpenTelemetry, "Environment Variable Specification".
final class OpenTelemetrySettings {
    private static final Pattern PROPERTY = Pattern.compile("otel(\\.[a-z_]+)+");

    /// The SDK logs with `java.util.logging`, which holds its loggers weakly.
    private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry");

    static {
        SDK_LOG.setUseParentHandlers(false);
        SDK_LOG.addHandler(new SLF4JBridgeHandler());
    }

    private OpenTelemetrySettings() {}

    /// @param own properties that win over the environment
    /// @throws InvalidOpenTelemetryException if the SDK does not accept a variable
    static OpenTelemetrySdk sdk(Map<String, String> own) {
        var fixed =
                new HashMap<>(
                        Map.of(
                                // EndedSpans takes its place.
                                "otel.traces.exporter", "none",
                                "otel.metrics.exporter", "none",
                                "otel.logs.exporter", "none",
                                "otel.propagators", "none"));
        fixed.putAll(own);
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(OpenTelemetrySettings::defaults)
                    .addPropertiesCustomizer(_ -> fixed)
                    .addTracerProviderCustomizer((provider, settings) ->
                            provider.setIdGenerator(new SecureIds())
                                    .addSpanProcessor(new EndedSpans(otlp(settings))))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (RuntimeException e) {
            throw new InvalidOpenTelemetryException(variable(e));
        }
    }

    private static SpanExporter otlp(ConfigProperties settings) {
        return ServiceLoader.load(ConfigurableSpanExporterProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(exporter -> exporter.getName().equals("otlp"))
                .findFirst()
                .orElseThrow()
                .createExporter(settings);
    }

    private static Map<String, String> defaults() {
        var defaults = new HashMap<String, String>();
        defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
        var service = System.getenv("POWERTOOLS_SERVICE_NAME");
        if (service != null) {
            defaults.put("otel.service.name", service);
        }
        return defaults;
    }

    /// Returns the variable that the message of the SDK names, without its value, which can be a
    /// secret.
    private static String variable(RuntimeException failure) {
        var property = PROPERTY.matcher(String.valueOf(failure.getMessage()));
        return property.find()
                ? property.group().replace('.', '_').toUpperCase(Locale.ROOT)
                : "OTEL_*";
    }
}
