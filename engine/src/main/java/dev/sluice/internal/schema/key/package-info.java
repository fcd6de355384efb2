// SPDX-License-Identifier: Apache-2.0
/// Key templates, and the ranges of keys that they build.
@NullMarked
package dev.sluice.internal.schema.key;

import org.jspecify.annotations.NullMarked;
