// SPDX-License-Identifier: Apache-2.0
/// Runs the artifact that is deployed as Lambda does: in a process of its own, under Lambda's own
/// runtime client, against a Runtime API on this machine.
@NullMarked
package dev.sluice.devtools.lambda;

import org.jspecify.annotations.NullMarked;
