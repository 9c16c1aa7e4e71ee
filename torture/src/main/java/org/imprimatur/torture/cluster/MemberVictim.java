package org.imprimatur.torture.cluster;

import org.imprimatur.localstack.backing.ReplicaSetMember;

/** One member of the database. */
record MemberVictim(String name, ReplicaSetMember member) implements Victim {
    @Override
    public void kill() {
        member.kill();
    }

    @Override
    public void stop() {
        member.stop();
    }

    @Override
    public void start() {
        if (!member.isRunning()) {
            member.start();
        }
    }

    @Override
    public void freeze() {
        if (member.isRunning()) {
            member.pause();
        }
    }

    @Override
    public void thaw() {
        member.resume();
    }

    @Override
    public boolean isReady() {
        return member.isRunning();
    }
}
