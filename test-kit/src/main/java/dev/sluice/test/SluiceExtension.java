// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import java.nio.file.Path;

/// Starts the API for the first test that needs it, and prepares the data of each test.
final class SluiceExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SluiceExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        var api = api(context);
        api.clear();
        AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(),
                        SluiceTest.class,
                        context.getEnclosingTestClasses())
                .map(SluiceTest::data)
                .filter(data -> !data.isEmpty())
                .ifPresent(data -> api.seed(Path.of(data)));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestApi.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return api(context);
    }

    /// JUnit closes what the root's store holds after the last test.
    private static TestApi api(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        RunningApi.class,
                        _ -> RunningApi.start(context.getRequiredTestClass().getClassLoader()),
                        RunningApi.class)
                .api();
    }
}
