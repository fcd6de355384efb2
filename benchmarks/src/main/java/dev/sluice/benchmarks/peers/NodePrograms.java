// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// The programs for Node.js, with one installation of their packages below `target`.
final class NodePrograms {
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "shop.mjs", "shop-powertools.mjs");

    /// Some packages still call `require`.
    private static final String BANNER =
            "import { createRequire } from 'module';"
                    + " const require = createRequire(import.meta.url);";

    private final Workshop workshop;

    NodePrograms(Workshop workshop) {
        this.workshop = workshop;
    }

    Path node() throws IOException {
        return Program.find("node").orElseThrow();
    }

    /// Installs the packages, once.
    Optional<String> absence() throws IOException {
        if (Program.find("node").isEmpty() || Program.find("npm").isEmpty()) {
            return Optional.of("Node.js or npm is not installed");
        }
        var installed = workshop.kept("node");
        var lock = installed.resolve("package-lock.json");
        var isInstalled =
                Files.isDirectory(installed.resolve("node_modules"))
                        && Files.mismatch(lock, workshop.source("node/package-lock.json")) == -1;
        for (var file : FILES) {
            Files.copy(
                    workshop.source("node").resolve(file),
                    installed.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return isInstalled
                ? Optional.empty()
                : Program.run(installed, "npm", "ci", "--no-progress", "--no-audit", "--no-fund");
    }

    /// Returns one file with all that the program uses.
    Path bundle(String entry) throws IOException {
        var installed = workshop.kept("node");
        var bundle = installed.resolve(entry + ".bundle.mjs");
        var failure =
                Program.run(
                        installed,
                        installed.resolve("node_modules/.bin/esbuild").toString(),
                        entry + ".mjs",
                        "--bundle",
                        "--minify",
                        "--platform=node",
                        "--format=esm",
                        "--log-level=error",
                        "--banner:js=" + BANNER,
                        "--outfile=" + bundle);
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        return bundle;
    }
}
