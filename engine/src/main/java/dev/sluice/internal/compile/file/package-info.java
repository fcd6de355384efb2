// SPDX-License-Identifier: Apache-2.0
/// The schema file itself: its definitions, its directives, its problems.
@NullMarked
package dev.sluice.internal.compile.file;

import org.jspecify.annotations.NullMarked;
