// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.devtools.lambda.FunctionProcess;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program for Node.js, bundled as for a deployment.
///
/// @param entry the file that has the handler, without `.mjs`
record NodePeer(Workshop workshop, NodePrograms programs, String title, String entry)
        implements Peer {
    static final String WITH_POWERTOOLS = "shop-powertools";

    /// Powertools needs the `InvokeStore` of Lambda's runtime for several requests at the same
    /// time, which `runtime.mjs` does not have.
    @Override
    public boolean answers(Scenario scenario) {
        return scenario.connections() == 1 || !entry.equals(WITH_POWERTOOLS);
    }

    @Override
    public boolean snapStart() {
        return false;
    }

    @Override
    public Optional<String> absence() throws IOException {
        return programs.absence();
    }

    @Override
    public FunctionProcess start(Scenario scenario, StubDynamoDb store, PrintStream log)
            throws IOException {
        var bundle = programs.bundle(entry);
        var schema = SharedSchema.write(workshop, scenario.types());
        var own =
                Map.of(
                        "HANDLER_FILE", bundle.toString(),
                        "NODE_ENV", "production",
                        "PEER_SCHEMA", schema.toString());
        return FunctionProcess.startProgram(
                workshop.deployment(
                        workshop.directory(), entry + ".handler", false, scenario, store, own),
                List.of(programs.node().toString(), workshop.source("node/runtime.mjs").toString()),
                log);
    }
}
