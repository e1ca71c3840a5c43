/** How each system and language is told to trust the authority whose certificate is in `file`. */
export function trustInstructions(file: string): string {
  return `The emulator's development CA: ${file}
Its private key was thrown away when it was made: it vouches for this emulator's certificate and nothing else.

  Node.js          NODE_EXTRA_CA_CERTS="${file}" node app.js
  Python           SSL_CERT_FILE="${file}" REQUESTS_CA_BUNDLE="${file}" python app.py
  curl             curl --cacert "${file}" https://localhost:4010/_emulator/config
  Java             keytool -importcert -noprompt -alias acs-emulator -file "${file}" -keystore emulator.p12 -storetype PKCS12 -storepass changeit
                   java -Djavax.net.ssl.trustStore=emulator.p12 -Djavax.net.ssl.trustStorePassword=changeit -jar app.jar
  .NET on Linux    SSL_CERT_FILE="${file}" dotnet run
                   elsewhere .NET trusts what its system trusts:
  Windows          certutil -user -addstore Root "${file}"
  macOS            security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "${file}"
  Debian, Ubuntu   sudo cp "${file}" /usr/local/share/ca-certificates/acs-emulator.crt && sudo update-ca-certificates
  Fedora           sudo cp "${file}" /etc/pki/ca-trust/source/anchors/acs-emulator.pem && sudo update-ca-trust
  Chromium, Linux  certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n acs-emulator -i "${file}"
  Firefox          Settings, Certificates, Authorities, Import

To undo it, remove it again where it was added.
`
}
