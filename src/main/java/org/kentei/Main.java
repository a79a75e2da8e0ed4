package org.kentei;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.kentei.command.KenteiCommand;
import org.kentei.command.Settings;
import org.kentei.command.SettingsCheck;
import org.kentei.live.EarlyRules;

/** Starts the service; with words behind the jar's name it is the desk instead, and does what they say. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        refuseSerializedObjects();
        if (arguments.length == 0) {
            if (!SettingsCheck.passes()) {
                System.exit(1);
            }
            EarlyRules.begin(Settings::config);
            Quarkus.run(arguments);
        } else {
            System.exit(KenteiCommand.run(arguments));
        }
    }

    /** Nothing in Kentei reads Java's serialized objects, and a database file from elsewhere may hold some. */
    private static void refuseSerializedObjects() {
        if (System.getProperty("jdk.serialFilter") == null) {
            System.setProperty("jdk.serialFilter", "!*");
        }
    }
}
