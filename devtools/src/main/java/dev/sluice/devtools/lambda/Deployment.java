// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.nio.file.Path;

/// A function that is ready to start.
///
/// @param directory the unpacked artifact
/// @param runtimeClient the directory of the jars of Lambda's Java runtime interface client
public record Deployment(Path directory, Path runtimeClient, FunctionConfiguration configuration) {}
