// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// An instance of the function in the deployed zip, with only the classes of the zip.
public final class PackagedFunction implements AutoCloseable {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.";

    private final URLClassLoader loader;
    private final Class<?> contextType;
    private final Constructor<?> constructor;
    private final Method handler;
    private final Object function;

    /// @param classPath the unpacked artifact, after any files that replace its own
    public PackagedFunction(List<Path> classPath, Map<String, String> environment)
            throws Exception {
        loader =
                new URLClassLoader(
                        classPath.stream().map(PackagedFunction::url).toArray(URL[]::new),
                        ClassLoader.getPlatformClassLoader());
        contextType = loader.loadClass(RUNTIME + "Context");
        var type = loader.loadClass("dev.sluice.function.GraphQLFunction");
        constructor = type.getDeclaredConstructor(Map.class);
        constructor.setAccessible(true);
        handler =
                type.getMethod("handleRequest", InputStream.class, OutputStream.class, contextType);
        function = withItsLoader(() -> constructor.newInstance(environment));
    }

    private PackagedFunction(PackagedFunction other, Map<String, String> environment)
            throws ReflectiveOperationException {
        loader = other.loader;
        contextType = other.contextType;
        constructor = other.constructor;
        handler = other.handler;
        function = withItsLoader(() -> constructor.newInstance(environment));
    }

    /// Returns a new instance with the same classes. It ends with the first.
    public PackagedFunction another(Map<String, String> environment)
            throws ReflectiveOperationException {
        return new PackagedFunction(this, environment);
    }

    /// Unpacks the artifact as Lambda does, and returns its class path.
    public static List<Path> unpack(Path artifact, Path directory) throws IOException {
        try (var zip = new ZipFile(artifact.toFile())) {
            for (var entry : zip.stream().filter(file -> !file.isDirectory()).toList()) {
                var file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
        try (var jars = Files.list(directory.resolve("lib"))) {
            return Stream.concat(Stream.of(directory), jars).toList();
        }
    }

    private Object context(int remainingMillis) {
        return Proxy.newProxyInstance(
                loader,
                new Class<?>[] {contextType},
                (_, method, _) ->
                        switch (method.getName()) {
                            case "getAwsRequestId" -> "invocation-1";
                            case "getMemoryLimitInMB" -> 1769;
                            case "getRemainingTimeInMillis" -> remainingMillis;
                            default -> null;
                        });
    }

    /// Returns the response to an event. Both are JSON.
    ///
    /// @param remainingMillis what is left of the invocation's time
    public String invoke(String event, int remainingMillis) throws ReflectiveOperationException {
        var read = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
        var response = new ByteArrayOutputStream();
        withItsLoader(() -> handler.invoke(function, read, response, context(remainingMillis)));
        return response.toString(StandardCharsets.UTF_8);
    }

    /// Returns how much memory the instance counts for the items of requests that it has not
    /// answered, in bytes.
    public long held() throws ReflectiveOperationException {
        var part = field(function.getClass().getSuperclass(), function, "api");
        for (var name : List.of("service", "executor", "store", "memory", "held")) {
            part = field(part.getClass(), part, name);
        }
        return ((Number) part).longValue();
    }

    private static Object field(Class<?> declaring, Object of, String name)
            throws ReflectiveOperationException {
        var field = declaring.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /// Sets the thread's class loader to the function's, as Lambda's runtime does, because
    /// libraries use it to find services.
    private Object withItsLoader(Reflection work) throws ReflectiveOperationException {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private interface Reflection {
        Object run() throws ReflectiveOperationException;
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
