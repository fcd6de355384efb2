// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.starter;

import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.regex.Pattern;

import javax.lang.model.SourceVersion;

/// What a project is called.
///
/// @param name of the artifact and of the stack
/// @param javaPackage of the Java files; also the group of the artifact
public record ProjectNames(String name, String javaPackage) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");

    /// A stack's name has at most 128 characters, and `-prod` and the names of nested stacks
    /// follow.
    private static final int LONGEST = 60;

    /// @throws Failure if a name is not valid
    public ProjectNames {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            throw Failure.usage(
                    "The directory is the name of the project and of its stack, so `%s` must be lower-case letters, digits and hyphens, such as my-api, and at most %d characters."
                            .formatted(name, LONGEST));
        }
        if (!PACKAGE.matcher(javaPackage).matches()
                || !SourceVersion.isName(javaPackage)
                || javaPackage.startsWith("java.")) {
            throw Failure.usage(
                    "`%s` cannot be a Java package here. Give one: --package com.example.myapi"
                            .formatted(javaPackage));
        }
    }

    /// @param javaPackage null for the name of the directory, without hyphens
    public static ProjectNames of(Path directory, @Nullable String javaPackage) {
        var last = directory.toAbsolutePath().normalize().getFileName();
        var name = last == null ? "" : last.toString();
        return new ProjectNames(name, javaPackage == null ? name.replace("-", "") : javaPackage);
    }
}
