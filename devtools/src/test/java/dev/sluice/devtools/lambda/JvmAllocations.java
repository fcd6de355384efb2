// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// What the threads of another JVM allocate, seen from outside.
final class JvmAllocations implements AutoCloseable {
    private final String process;
    private final JMXConnector connector;

    @SuppressWarnings("BanJNDI") // The address is that of a process of the test.
    JvmAllocations(ProcessHandle jvm) throws IOException, AttachNotSupportedException {
        process = String.valueOf(jvm.pid());
        var machine = VirtualMachine.attach(process);
        try {
            connector =
                    JMXConnectorFactory.connect(
                            new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    /// Returns the bytes that all threads have allocated since the start, those of virtual threads
    /// and of ended ones included.
    long bytes() throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(
                        connection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class)
                .getTotalThreadAllocatedBytes();
    }

    long collections() throws IOException {
        return ManagementFactory.getPlatformMXBeans(connection(), GarbageCollectorMXBean.class)
                .stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /// Returns how many objects of a class there are, garbage that is not collected included.
    long objects(Class<?> type) throws IOException {
        return jcmd("GC.class_histogram", "-all")
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length > 3 && words[3].equals(type.getName()))
                .mapToLong(words -> Long.parseLong(words[1]))
                .sum();
    }

    void collect() throws IOException {
        jcmd("GC.run");
    }

    private MBeanServerConnection connection() throws IOException {
        return connector.getMBeanServerConnection();
    }

    private String jcmd(String... words) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(process);
        command.addAll(List.of(words));
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
