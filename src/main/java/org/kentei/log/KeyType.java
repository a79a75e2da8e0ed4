package org.kentei.log;

/** Whose key it is. C2SP gives each type a byte in the key's id, so no signature of one type passes as one of another. */
public enum KeyType {
    /** A log, which signs its checkpoints. */
    LOG(1, "a log"),
    /** A witness, which cosigns the checkpoints of logs. */
    WITNESS(4, "a witness");

    private final byte code;
    private final String owner;

    KeyType(int code, String owner) {
        this.code = (byte) code;
        this.owner = owner;
    }

    byte code() {
        return code;
    }

    String owner() {
        return owner;
    }
}
