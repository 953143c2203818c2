package io.talkmatrix.standalone.ops;

import io.talkmatrix.runtime.Health;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Puts the stages' health into the form of MicroProfile Health. */
final class StageHealth {

    private StageHealth() {}

    static HealthCheckResponse of(String name, RunningStack running, Predicate<Health> good) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name);
        Map<String, Health> stages = running.get().map(stack -> stack.health()).orElse(Map.of());
        stages.forEach((stage, health) -> response.withData(stage, told(health, good.test(health))));
        return response.status(stages.values().stream().allMatch(good)).build();
    }

    private static String told(Health health, boolean good) {
        if (!good) {
            return String.join("; ", health.reasons());
        }
        return health.degraded().isEmpty() ? "up" : "up, degraded: " + health.degraded();
    }
}
