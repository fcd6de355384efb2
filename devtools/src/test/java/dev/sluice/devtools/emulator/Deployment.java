// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The application as a stack of an emulator. The SAM CLI and the AWS CLI do what the pages about
/// deployments say.
public final class Deployment {
    public static final String STACK = "sluice-dev";

    private static final Set<String> DEPLOYED = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE");
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> TEMPLATES =
            List.of(
                    "template.yaml",
                    "infrastructure/canary.yaml",
                    "infrastructure/observability.yaml",
                    "infrastructure/users.yaml");
    private static final long MINUTES = 3;

    private final LocalStack localStack;
    private final Path directory;

    /// @param directory an empty directory
    /// @param artifact the zip of the function
    public Deployment(LocalStack localStack, Path directory, Path artifact) throws IOException {
        this.localStack = localStack;
        this.directory = directory;
        for (var template : TEMPLATES) {
            copy(PROJECT.resolve(template), template);
        }
        copy(artifact, "function/target/function.zip");
        Files.writeString(directory.resolve("samconfig.toml"), "version = 0.1\n");
    }

    private void copy(Path file, String name) throws IOException {
        var target = directory.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }

    /// Returns where the template of the tables belongs.
    public Path tables() {
        return directory.resolve("infrastructure/data.yaml");
    }

    /// Creates or updates the stack, and returns when that is complete.
    ///
    /// @param parameters such as `Protect=off`. The others keep the values of the last deployment.
    public void deploy(String... parameters) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                "sam",
                                "deploy",
                                "--stack-name",
                                STACK,
                                "--resolve-s3",
                                "--capabilities",
                                "CAPABILITY_IAM",
                                "CAPABILITY_AUTO_EXPAND",
                                "--no-confirm-changeset",
                                "--no-progressbar",
                                "--parameter-overrides",
                                "DeploymentType=AllAtOnce"));
        command.addAll(List.of(parameters));
        var output = run(command);
        if (!DEPLOYED.contains(status())) { // which the SAM CLI does not always notice
            throw new IOException(output + localStack.log());
        }
    }

    /// Deletes the stack, and returns when that is complete. `sam delete` does not understand the
    /// addresses of an emulator's S3.
    public void delete() throws IOException, InterruptedException {
        run(List.of("aws", "cloudformation", "delete-stack", "--stack-name", STACK));
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (!status().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The stack was not deleted:\n" + localStack.log());
            }
        }
    }

    /// Returns the status of the stack, or an empty text if it was deleted.
    private String status() throws IOException, InterruptedException {
        return run(
                List.of(
                        "aws",
                        "cloudformation",
                        "list-stacks",
                        "--query",
                        "StackSummaries[?StackName=='%s' && StackStatus!='DELETE_COMPLETE'].StackStatus"
                                .formatted(STACK),
                        "--output",
                        "text"));
    }

    /// Returns the output `Tables` of the stack `Data`.
    public String tableNames() throws IOException, InterruptedException {
        return run(
                List.of(
                        "aws",
                        "cloudformation",
                        "describe-stacks",
                        "--query",
                        "Stacks[?starts_with(StackName, '"
                                + STACK
                                + "-Data-')].Outputs[]"
                                + "|[?OutputKey=='Tables'].OutputValue",
                        "--output",
                        "text"));
    }

    /// Runs commands of a page in one shell, until one fails.
    ///
    /// @param variables of the environment, besides those that lead to the emulator
    /// @return what they printed
    public String follow(List<String> commands, Map<String, String> variables)
            throws IOException, InterruptedException {
        var script = "set -Eeuo pipefail\n" + String.join("\n", commands);
        return run(List.of("bash", "-c", script), variables);
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        return run(command, Map.of());
    }

    private String run(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("env")); // finds the program in the PATH below
        line.addAll(command);
        var log = Files.createTempFile(Path.of("target"), "deployment", ".log").toAbsolutePath();
        var builder =
                new ProcessBuilder(line)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.merge(
                "PATH",
                localStack.installation().tools().toString(),
                (path, tools) -> tools + File.pathSeparator + path);
        environment.put("AWS_ENDPOINT_URL", localStack.url().toString());
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("SAM_CLI_POLL_DELAY", "1");
        environment.put("SAM_CLI_TELEMETRY", "0");
        environment.putAll(variables);
        var process = builder.start();
        var ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        var output = Files.readString(log, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(
                    "%s failed:%n%s%nLocalStack's log:%n%s"
                            .formatted(String.join(" ", command), output, localStack.log()));
        }
        return output.strip();
    }
}
