// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.devtools.lambda.FunctionProcess;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/// A program that answers the requests.
interface Peer {
    String title();

    /// Returns why the program is not on this machine, or empty once it is built.
    Optional<String> absence() throws IOException;

    /// Returns a new instance, which has not asked for work yet.
    ///
    /// @param log gets what it prints
    FunctionProcess start(Scenario scenario, StubDynamoDb store, PrintStream log)
            throws IOException;

    /// Returns whether it knows the query.
    default boolean answers(Scenario scenario) {
        return true;
    }

    /// Returns whether instances are restored from a snapshot.
    boolean snapStart();
}
