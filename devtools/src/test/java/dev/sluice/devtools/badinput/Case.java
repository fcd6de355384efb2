// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import java.util.function.Function;

/// @param name a sentence
/// @param sent what is sent, once what has to come before has been done
record Case(Clause clause, String name, Function<Stage, Sent> sent, Expected expected) {}
