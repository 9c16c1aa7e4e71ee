// Makes the replica set of one, the administrator and a user for each service. Run by mongosh over the loopback
// address, where MongoDB lets the first user be made without one. Every step looks before it acts.
const admin = db.getSiblingDB('admin');

function password(name) {
    const value = process.env[name + '_PASSWORD'];
    if (!value) {
        throw new Error(name + '_PASSWORD is not set');
    }
    return value;
}

function signIn() {
    return admin.auth('admin', password('ADMIN'));
}

// Refused both before the first user exists and after: only a fresh database lets us go on without signing in.
let signedIn = false;
try {
    signedIn = signIn().ok === 1;
} catch (notYet) {
    print('No administrator yet: a fresh database.');
}

if (!admin.hello().setName) {
    rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: process.env.MEMBER }] });
}
const deadline = Date.now() + 60000;
while (!admin.hello().isWritablePrimary) {
    if (Date.now() > deadline) {
        throw new Error('the replica set has no primary after a minute');
    }
    sleep(200);
}

if (!signedIn) {
    admin.createUser({ user: 'admin', pwd: password('ADMIN'), roles: ['root'] });
    signIn();
}
// In its own database a service may find, insert and make collections and indexes; change and delete only where the
// file beside this one says so; drop nothing. A log entry that is there stays as it is.
const rights = JSON.parse(require('fs').readFileSync(__dirname + '/rights.json', 'utf8'));
for (const service of Object.keys(rights)) {
    const on = (collection, actions) => ({ resource: { db: service, collection }, actions });
    const role = {
        privileges: [
            on('', ['find', 'insert', 'createCollection', 'createIndex', 'listCollections', 'listIndexes']),
            ...rights[service].mayChange.map(collection => on(collection, ['update'])),
            ...rights[service].mayDelete.map(collection => on(collection, ['remove'])),
        ],
        roles: [],
    };
    if (admin.getRole(service)) {
        admin.updateRole(service, role);
    } else {
        admin.createRole({ role: service, ...role });
    }
    const user = { pwd: password(service.toUpperCase()), roles: [{ role: service, db: 'admin' }] };
    if (admin.getUser(service)) {
        admin.updateUser(service, user);
    } else {
        admin.createUser({ user: service, ...user });
    }
}
print('The replica set and the services\' users are there.');
