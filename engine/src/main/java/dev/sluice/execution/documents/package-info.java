// SPDX-License-Identifier: Apache-2.0
/// Writes: operations of files as the documents that clients send.
@NullMarked
package dev.sluice.execution.documents;

import org.jspecify.annotations.NullMarked;
