// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The application as a stack of an emulator. The SAM CLI and the AWS CLI do what the pages about
/// deployments say.
public final class Deployment {
    private static final String STACK = "sluice-dev";
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
    /// @param parameters such as `Protect=off`. The others keep their defaults.
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
        run(command);
    }

    /// Deletes the stack, and returns when that is complete. `sam delete` does not understand the
    /// addresses of an emulator's S3.
    public void delete() throws IOException, InterruptedException {
        run(List.of("aws", "cloudformation", "delete-stack", "--stack-name", STACK));
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (!status().equals("DELETE_COMPLETE")) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The stack was not deleted:\n" + localStack.log());
            }
        }
    }

    private String status() throws IOException, InterruptedException {
        return run(
                List.of(
                        "aws",
                        "cloudformation",
                        "list-stacks",
                        "--query",
                        "StackSummaries[?StackName=='" + STACK + "'].StackStatus",
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

    private String run(List<String> command) throws IOException, InterruptedException {
        var tools = localStack.installation().tools();
        var line = new ArrayList<>(command);
        line.set(0, tools.resolve(command.getFirst()).toString());
        var log = Files.createTempFile(Path.of("target"), "deployment", ".log").toAbsolutePath();
        var builder =
                new ProcessBuilder(line)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.put("AWS_ENDPOINT_URL", localStack.url().toString());
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("SAM_CLI_POLL_DELAY", "1");
        environment.put("SAM_CLI_TELEMETRY", "0");
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
