#!/usr/bin/env bash
# Asks a running service everything that its OpenAPI document allows and forbids, with a token of each role: no answer may be
# a fault of the service (5xx), and every answer has to be one that the document has.
#
#     bash Tests/schemathesis.sh http://localhost:8020 TOKEN…
#
# Tokens are made on the page "Your account". Schemathesis is installed once into .build-bench/schemathesis. Use a service with
# folders of its own: what is asked for is done.
set -euo pipefail
(($# >= 2)) || { sed -n '2,8s/^# \?//p' "$0"; exit 64; }
address=$1
shift
tool=.build-bench/schemathesis
[[ -x $tool/bin/schemathesis ]] || { python3 -m venv "$tool" && "$tool/bin/pip" install --quiet 'schemathesis==4.32.5'; }
# Pieces of files are bytes, which schemathesis knows by another name.
printf 'import schemathesis\nschemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")\n' \
    >"$tool/pieces.py"
export PYTHONPATH=$tool SCHEMATHESIS_HOOKS=pieces

status=0
for token in "$@"; do
    "$tool/bin/schemathesis" run "$address/api/v1/openapi.yaml" --url "$address" --header "Authorization: Bearer $token" \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
        --max-examples "${EXAMPLES:-30}" --seed 1 --workers 2 --request-timeout 30 || status=1
done
exit "$status"
