// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import java.util.function.Function;

/// @param name a sentence
/// @param sent returns the request, after it has done what must come before
record Case(Clause clause, String name, Function<Stage, Sent> sent, Expected expected) {}
