// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.resolvers;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

/// Loads compiled classes instead of the classes of the same names on the class path.
final class CompiledClasses extends URLClassLoader {
    private final Map<String, byte[]> classes;

    /// @param resources the directory of the files that the classes read
    CompiledClasses(Map<String, byte[]> classes, Path resources) throws MalformedURLException {
        super(new URL[] {resources.toUri().toURL()}, CompiledClasses.class.getClassLoader());
        this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (classes.containsKey(name) && findLoadedClass(name) == null) {
                return findClass(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var bytes = classes.get(name);
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }
}
