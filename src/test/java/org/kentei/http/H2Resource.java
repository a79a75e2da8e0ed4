package org.kentei.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs the service on an H2 file in a folder of its own. */
public class H2Resource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            Path data = Files.createTempDirectory(Path.of("target"), "data-of-tests");
            return Map.of(
                    "kentei.data",
                    data.toString(),
                    "kentei.public-url",
                    "https://kentei.example.com/base/",
                    "kentei.issuer",
                    "Example Certification Board");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void stop() {
        // the folder stands below target, which the next clean build removes
    }
}
