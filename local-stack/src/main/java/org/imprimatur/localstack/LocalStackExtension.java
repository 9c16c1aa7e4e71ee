package org.imprimatur.localstack;

import java.nio.file.Path;
import org.imprimatur.localstack.process.TemporaryFolder;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one stack for all tests of a JVM, on free ports over a temporary folder, when the first asks for it. */
final class LocalStackExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root's store outlives every class: starting six processes anew for each would take longer than the tests.
        return context.getRoot().getStore(Namespace.create(LocalStackExtension.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class).stack();
    }

    /** JUnit closes it with the root of its store, after the last test. */
    private record Running(LocalStack stack, Path data) implements AutoCloseable {

        static Running start() {
            Path data = TemporaryFolder.create("stack");
            // JUnit doesn't get to close anything when its JVM is told to end.
            LocalStack stack = LocalStack.startUntilExit(
                    new StackSettings(StackSettings.findHome(), data, StackPorts.any(), true),
                    Progress.printed(System.out));
            return new Running(stack, data);
        }

        @Override
        public void close() {
            stack.close();
            TemporaryFolder.delete(data);
        }
    }
}
