// SPDX-License-Identifier: Apache-2.0
/// Runs the deployed artifact as Lambda does: in its own process, with Lambda's own runtime client,
/// against a Runtime API on this machine.
@NullMarked
package dev.sluice.devtools.lambda;

import org.jspecify.annotations.NullMarked;
