// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// `sluice serve` in its own process, with a file of faults.
final class ServeProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Sluice is ready at (\\S+)");
    private static final String HIGH_WATER_MARK = "VmHWM:";
    private static final int PATIENCE_SECONDS = 120;

    private final Path faults;
    private final Process process;
    private final BlockingQueue<String> reloads = new LinkedBlockingQueue<>();
    private final URI url;

    /// @param faults a file that does not exist yet
    ServeProcess(Path faults) throws IOException {
        this.faults = Files.createFile(faults);
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // The options of the script `sluice`.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dsluice.home=" + Path.of("").toAbsolutePath(),
                        "dev.sluice.devtools.SluiceCommand",
                        "serve",
                        "--port",
                        "0",
                        "--fault-file",
                        faults.toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process = builder.start();
        Thread.ofVirtual().start(this::readLog);
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var line = String.valueOf(out.readLine());
            var ready = READY.matcher(line);
            if (!ready.find()) {
                close();
                throw new IOException("sluice serve did not start: " + line);
            }
            url = URI.create(ready.group(1));
        }
    }

    private void readLog() {
        try {
            process.errorReader(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("Reloaded " + faults))
                    .forEach(reloads::add);
        } catch (UncheckedIOException e) {
            reloads.add(String.valueOf(e));
        }
    }

    /// Returns the address of the API.
    URI url() {
        return url;
    }

    /// Returns the largest resident set of the process so far, with its unit. DynamoDB has a
    /// process of its own.
    String residentMemory() throws IOException {
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return "unknown, because this is not Linux";
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(HIGH_WATER_MARK))
                    .map(line -> line.substring(HIGH_WATER_MARK.length()).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Returns when the server makes these faults, and no others.
    ///
    /// @param specification `""` for none
    void makeFaults(String specification) throws IOException, InterruptedException {
        reloads.clear();
        Files.writeString(faults, specification);
        if (reloads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
            throw new IOException("sluice serve did not read " + faults);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
