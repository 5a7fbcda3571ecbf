// The vendor's own sample, filled in as it says: "replace inside bracket words with your own code".

const SAMPLE = `<script>
       window.tagove=window.tagove||[];
       tagove.push({
           userDetails:{
               name:'<name>', //FULL_NAME
               email:'<email>', //EMAIL
               phone:'<phone>', //PHONE_NUMBER
               remarks:'<comment>', //REMARKS
           }
       });
</script>`;

/** With the four texts of a customer in it, as they are. */
export function filled({ name, email, phone, remarks }) {
  const words = { "<name>": name, "<email>": email, "<phone>": phone, "<comment>": remarks };
  return SAMPLE.replace(/<(?:name|email|phone|comment)>/g, (word) => words[word]);
}
