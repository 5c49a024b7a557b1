#!/usr/bin/env bash
# Installs the system packages that are missing. This is the one place that names them (Debian 12).
set -euo pipefail

packages=(
    libxml2-dev       # XMLGate: reading and validating XML
    libsqlite3-dev    # Docket
    libssl-dev        # Digests: libcrypto's SHA-256
    libdeflate-dev    # Filings: ZIP volumes
    libcurl4-openssl-dev # Courier: HTTPS
    pkg-config
    libxml2-utils     # tests: xmllint
    python3           # tests: a court to send to
    openssl           # tests: its certificate
    unzip             # tests: an independent reader of ZIP volumes
    chromium          # tests: pages as a browser prints them
    poppler-utils     # tests: pdftotext, pdfinfo, pdffonts
    qpdf              # tests: a checker of PDF
    mupdf-tools       # tests: another reader of PDF
    ghostscript       # tests: a third
    zbar-tools        # tests: a reader of bar codes
    fonts-liberation  # Press: Times New Roman and Courier New in their widths
    fonts-dejavu-core # Press: letters that those lack
)

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "Installing: ${missing[*]}"
"${as_root[@]}" apt-get update -q
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qy --no-install-recommends "${missing[@]}"
