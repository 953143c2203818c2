package io.talkmatrix.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The CPU, as far as it matters for quantised models.
 *
 * @param cpu model name, or empty
 * @param vnni whether it multiplies u8 by s8 with 32-bit sums; x86 without it may saturate at 16 bits
 */
public record Hardware(String cpu, boolean vnni) {

    /** Reads {@code /proc/cpuinfo}; where there is none, nothing is assumed. */
    public static Hardware ofProcess() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/cpuinfo")));
        } catch (IOException e) {
            return new Hardware("", false);
        }
    }

    static Hardware parse(List<String> cpuinfo) {
        String cpu = "";
        boolean vnni = false;
        for (String line : cpuinfo) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("model name") && cpu.isEmpty()) {
                cpu = value;
            }
            vnni |= line.startsWith("flags") && (value.contains("avx512_vnni") || value.contains("avx_vnni"));
        }
        return new Hardware(cpu, vnni);
    }
}
