// SPDX-License-Identifier: Apache-2.0
/// Makes the manifest of a project's trusted documents, and the Java types of its schema, as steps
/// of its build.
@NullMarked
package dev.sluice.internal.build;

import org.jspecify.annotations.NullMarked;
