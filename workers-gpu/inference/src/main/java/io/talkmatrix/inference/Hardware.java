package io.talkmatrix.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The CPU, as far as it matters for models.
 *
 * @param cpu name, or empty where it cannot be told
 * @param cores processors this process may use
 * @param x86 whether it is x86-64
 * @param avx2 256-bit vectors
 * @param avx512 512-bit vectors
 * @param vnni products of u8 by s8 with 32-bit sums
 */
public record Hardware(String cpu, int cores, boolean x86, boolean avx2, boolean avx512, boolean vnni) {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /** Reads {@code /proc/cpuinfo}; where there is none, no extension is assumed. */
    public static Hardware ofProcess() {
        String architecture = System.getProperty("os.arch", "");
        int cores = Runtime.getRuntime().availableProcessors();
        try {
            return parse(Files.isReadable(CPUINFO) ? Files.readAllLines(CPUINFO) : List.of(), architecture, cores);
        } catch (IOException e) {
            return parse(List.of(), architecture, cores);
        }
    }

    static Hardware parse(List<String> cpuinfo, String architecture, int cores) {
        Set<String> flags = Set.copyOf(List.of(value(cpuinfo, "flags").split("\\s+")));
        return new Hardware(
                value(cpuinfo, "model name"),
                cores,
                architecture.equals("amd64") || architecture.equals("x86_64"),
                flags.contains("avx2"),
                flags.contains("avx512f"),
                flags.contains("avx512_vnni") || flags.contains("avx_vnni"));
    }

    /** Whether products of u8 by s8 are summed in pairs at 16 bits, which saturates, unless the model loader sees to it. */
    public boolean sumsProductsAt16Bits() {
        return x86 && !vnni;
    }

    /** For people: {@code Intel(R) Xeon(R), 2 cores, AVX2, AVX-512, VNNI}. */
    public String describe() {
        return (cpu.isEmpty() ? "unknown CPU" : cpu) + ", " + cores + (cores == 1 ? " core" : " cores")
                + (avx2 ? ", AVX2" : "") + (avx512 ? ", AVX-512" : "") + (vnni ? ", VNNI" : "");
    }

    private static String value(List<String> cpuinfo, String key) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith(key) && line.contains(":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
