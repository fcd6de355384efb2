// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Secrets Manager with one secret.
///
/// Source: AWS Secrets Manager API Reference, "GetSecretValue", "PutSecretValue".
public final class SecretsServer implements AutoCloseable {
    private final AwsJsonServer server = new AwsJsonServer(this::answer);
    private final String name;
    private final List<String> asked = new ArrayList<>();
    private @Nullable Version current;
    private @Nullable Version previous;
    private boolean failing;
    private int denials;

    private record Version(String text, Instant created) {}

    private SecretsServer(String name) throws IOException {
        this.name = name;
    }

    public static SecretsServer of(String name) throws IOException {
        return new SecretsServer(name);
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /// Adds the newest version. The current version becomes the previous one.
    public synchronized SecretsServer put(String text, Instant created) {
        previous = current;
        current = new Version(text, created);
        return this;
    }

    /// Sets whether each request fails from now on.
    public synchronized SecretsServer failing(boolean fails) {
        failing = fails;
        return this;
    }

    /// Denies this many requests from now on.
    public synchronized SecretsServer denying(int requests) {
        denials = requests;
        return this;
    }

    /// Returns the versions that were requested since the last call.
    public synchronized List<String> asked() {
        var stages = List.copyOf(asked);
        asked.clear();
        return stages;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Map<String, Object> answer(AwsJsonServer.Request request) {
        var id = request.body().path("SecretId").asText();
        var stage = request.body().path("VersionStage").asText();
        asked.add(stage);
        if (failing || denials-- > 0 || !request.target().equals("secretsmanager.GetSecretValue")) {
            return Map.of("__type", "AccessDeniedException", "Message", "canary " + id);
        }
        var version = stage.equals("AWSCURRENT") ? current : previous;
        if (version == null || !id.equals(name)) {
            return Map.of("__type", "ResourceNotFoundException", "Message", "canary " + id);
        }
        return Map.of(
                "Name",
                name,
                "SecretString",
                version.text(),
                "CreatedDate",
                version.created().toEpochMilli() / 1000.0,
                "VersionStages",
                List.of(stage));
    }
}
