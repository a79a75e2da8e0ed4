package org.kentei.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Tells addresses that only this machine reaches from all others. */
final class Loopback {

    private Loopback() {}

    /** Whether a host is this machine under its loopback interface. */
    static boolean is(@Nullable String host) {
        if (host == null || host.isBlank()) {
            // the empty address means every interface
            return false;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
